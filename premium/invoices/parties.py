"""Who is billed, and how he is named in electronic invoices."""

from django.utils.translation import override
from django_countries import countries

from companies.choices import IdentifierStatus
from companies.models import Company
from premium.models import Order
from premium.vat import compact

LENGTH_OF_SIREN = 9
FRENCH = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "MC"})


def buyer_of(order: Order, language: str) -> dict[str, str]:
    """What an invoice keeps of the customer."""
    with override(language):
        country_name = str(countries.name(str(order.country)))
    return {
        "name": order.legal_name,
        "address": order.address,
        "postal_code": order.postal_code,
        "city": order.city,
        "country": str(order.country),
        "country_name": country_name,
        "vat_number": compact(order.vat_number),
        "siren": siren_of(order),
        "email": order.email,
    }


def siren_of(order: Order) -> str:
    """The customer's SIREN, from his French VAT number or from the checked identifiers of his page; empty if unknown."""
    if str(order.country) not in FRENCH:
        return ""
    number = compact(order.vat_number)
    if number.startswith("FR") and number[-LENGTH_OF_SIREN:].isdigit():
        return number[-LENGTH_OF_SIREN:]
    return _registered(order.company)


def _registered(company: Company) -> str:
    numbers = company.identifiers.filter(scheme__in=["siren", "siret"], status=IdentifierStatus.VALID)
    value = compact(numbers.order_by("scheme").values_list("value", flat=True).first() or "")
    return value[:LENGTH_OF_SIREN] if value[:LENGTH_OF_SIREN].isdigit() else ""
