"""From the payment to the invoice: numbers without gaps, contents that never change, the evidence of the VAT."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from lxml import etree

from network.common.signals import announce
from premium.actions.orders import confirm_payment, place_order
from premium.billing import BillingDetails
from premium.invoices.actions import issuing
from premium.invoices.actions.issuing import issue_credit_note, issue_invoice, require_valid
from premium.invoices.exceptions import InvalidInvoiceXml, InvoiceNotYetIssued
from premium.invoices.models import Invoice, InvoiceSeries
from premium.models import Pack
from premium.signals import payment_refunded
from tests.factories.accounts import UserFactory
from tests.factories.invoices import invoiced, paid_order

PARIS = BillingDetails("Borg SAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example", purchase_order="PO-7")


def test_a_payment_is_invoiced_by_the_worker(borg, owner_of, relay_outbox):
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS)
    operator = UserFactory(is_superuser=True)
    confirm_payment(order=order, operator=operator, received_cents=58_800, received_on=timezone.localdate())

    relay_outbox()

    invoice = Invoice.objects.get()
    assert invoice.number == f"FA{timezone.localdate().year}-000001"
    assert (invoice.net_cents, invoice.vat_cents, invoice.total_cents) == (49_000, 9_800, 58_800)
    assert (invoice.purchase_order, invoice.buyer["name"], invoice.language) == ("PO-7", "Borg SAS", "fr")
    assert invoice.text == "Pack Essentiel, un an"
    assert invoice.period_to - invoice.period_from in {timedelta(days=364), timedelta(days=365)}


def test_an_order_is_invoiced_once(borg):
    order = paid_order(borg)

    first, second = issue_invoice(order), issue_invoice(order)

    assert first == second
    assert Invoice.objects.count() == 1


def test_an_order_that_is_not_paid_has_no_invoice(borg):
    order = paid_order(borg)
    order.state = "waiting"
    order.save(update_fields=["state"])

    assert issue_invoice(order) is None
    assert not InvoiceSeries.objects.exists()


def test_numbers_follow_one_another_and_a_failure_leaves_no_gap(borg, monkeypatch):
    first = invoiced(borg)
    monkeypatch.setattr(issuing, "require_valid", _refuse)
    with pytest.raises(InvalidInvoiceXml):
        issue_invoice(paid_order(borg))
    monkeypatch.undo()

    second = invoiced(borg)

    assert (first.position, second.position) == (1, 2)
    assert InvoiceSeries.objects.get().last_number == 2


def _refuse(xml: bytes) -> None:
    raise InvalidInvoiceXml("not valid")


def test_what_does_not_hold_against_the_schema_is_not_issued(borg):
    xml = invoiced(borg).xml.replace("<ram:TypeCode>380</ram:TypeCode>", "<ram:Type>380</ram:Type>")

    with pytest.raises(InvalidInvoiceXml, match="Type"):
        require_valid(xml.encode())


def test_an_invoice_never_changes(borg):
    invoice = invoiced(borg)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk).update(total_cents=1, net_cents=1, price_cents=1, vat_cents=0)
    with pytest.raises(DatabaseError, match="one by one"), transaction.atomic():
        InvoiceSeries.objects.update(last_number=7)

    assert Invoice.objects.get().total_cents == 118_800


@pytest.mark.postgres
def test_an_invoice_is_never_deleted(borg):
    invoice = invoiced(borg)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Invoice.objects.filter(pk=invoice.pk)._raw_delete("default")


def test_two_invoices_never_share_a_position(borg):
    invoice = invoiced(borg)
    copy = Invoice.objects.get()
    copy.pk, copy.number, copy.cause = None, "FA-other", "order:other"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)

    assert Invoice.objects.get() == invoice


def test_the_evidence_of_the_rate_is_kept(borg):
    evidence = invoiced(borg, "eu_valid_number").evidence

    assert (evidence["country"], evidence["vat_number"], evidence["reason"]) == (
        "ES",
        "ESB58378431",
        "eu_reverse_charge",
    )
    assert evidence["vies"] == {"answer": "unknown", "reason": "not asked yet"}


@pytest.mark.parametrize(
    ("customer", "category", "rate", "vat"),
    [
        ("france", "S", "20", "198.00"),
        ("eu_valid_number", "AE", "0", "0.00"),
        ("eu_no_number", "S", "20", "198.00"),
        ("reunion", "S", "8.5", "84.15"),
        ("guyane", "E", "0", "0.00"),
        ("switzerland", "O", None, "0.00"),
    ],
)
def test_the_electronic_invoice_says_category_and_rate(borg, customer, category, rate, vat):
    root = etree.fromstring(invoiced(borg, customer).xml.encode())

    tax = root.find(".//{*}ApplicableHeaderTradeSettlement/{*}ApplicableTradeTax")
    assert tax.findtext("{*}CategoryCode") == category
    assert tax.findtext("{*}RateApplicablePercent") == rate
    assert tax.findtext("{*}CalculatedAmount") == vat
    assert bool(tax.findtext("{*}ExemptionReason")) == (category != "S")


def test_a_refund_is_credited_at_the_rate_of_its_invoice(borg, relay_outbox):
    invoice = invoiced(borg, "reunion")
    with transaction.atomic():
        announce(payment_refunded, order=invoice.order, amount_cents=10_850, reason="A gesture")

    relay_outbox()

    note = Invoice.objects.credit_notes().get()
    assert note.number == f"AV{timezone.localdate().year}-000001"
    assert (note.net_cents, note.vat_cents, note.total_cents) == (10_000, 850, 10_850)
    assert (note.corrects, note.reason, note.order) == (invoice, "A gesture", invoice.order)


def test_no_more_is_credited_than_was_billed(borg):
    invoice = invoiced(borg)
    issue_credit_note(invoice.order, cents=100_000, cause="refund:1")

    rest = issue_credit_note(invoice.order, cents=100_000, cause="refund:2")

    assert rest.total_cents == 18_800


def test_one_refund_is_credited_once(borg):
    invoice = invoiced(borg)

    notes = {issue_credit_note(invoice.order, cents=500, cause="refund:1").pk for _ in range(2)}

    assert len(notes) == 1


def test_a_refund_waits_for_its_invoice(borg):
    with pytest.raises(InvoiceNotYetIssued):
        issue_credit_note(paid_order(borg), cents=500, cause="refund:1")

    assert not Invoice.objects.exists()
