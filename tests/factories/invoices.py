"""Orders paid and invoiced, one for each row of the truth table."""

from django.utils import timezone

from companies.models import Company
from premium.invoices.actions.issuing import issue_invoice
from premium.invoices.models import Invoice
from premium.models import Order
from premium.vat import vat_for
from tests.factories.premium import OrderFactory

CUSTOMERS = {
    "france": {"country": "FR", "vat_number": "FR40303265045"},
    "france_without_number": {"country": "FR"},
    "eu_valid_number": {"country": "ES", "vat_number": "ESB58378431", "city": "Madrid", "postal_code": "28001"},
    "eu_no_number": {"country": "DE", "city": "Berlin", "postal_code": "10115"},
    "reunion": {"country": "FR", "city": "Saint-Denis", "postal_code": "97400", "vat_number": "FR40303265045"},
    "guyane": {"country": "FR", "city": "Cayenne", "postal_code": "97300", "vat_number": "FR40303265045"},
    "switzerland": {"country": "CH", "city": "Lausanne", "postal_code": "1003"},
}


def paid_order(company: Company, customer: str = "france", *, credit_cents: int = 0, **more: object) -> Order:
    """An order of Business that was paid today, at the VAT of its customer."""
    from premium.models import Pack

    details = {"city": "Paris", "postal_code": "75002", "vat_number": "", **CUSTOMERS[customer], **more}
    vat = vat_for(details["country"], details["vat_number"], details["postal_code"])
    pack = Pack.objects.get(slug="business")
    net = pack.price_cents - credit_cents
    return OrderFactory(
        company=company,
        pack=pack,
        paid=True,
        received_on=timezone.localdate(),
        credit_cents=credit_cents,
        net_cents=net,
        vat_reason=vat.reason,
        vat_basis_points=vat.basis_points,
        vat_cents=vat.on(net),
        purchase_order="PO-2026-7",
        **details,
    )


def invoiced(company: Company, customer: str = "france", **more: object) -> Invoice:
    invoice = issue_invoice(paid_order(company, customer, **more))
    assert invoice is not None
    return invoice
