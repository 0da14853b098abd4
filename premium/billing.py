"""Who is to be billed: what the buyer types, and what is known of the company beforehand."""

from dataclasses import dataclass, fields
from typing import Any, Self

from django_countries import countries

from companies.choices import IdentifierStatus
from companies.models import Member
from premium.models import Order
from premium.vat import Vat, compact, is_vat_number_of, vat_for


@dataclass(frozen=True)
class BillingDetails:
    """What a pro-forma says of the customer."""

    legal_name: str
    address: str
    postal_code: str
    city: str
    country: str
    email: str
    vat_number: str = ""
    purchase_order: str = ""

    @property
    def vat(self) -> Vat:
        return vat_for(self.country, self.vat_number, self.postal_code)

    @property
    def country_name(self) -> str:
        return countries.name(self.country)

    @classmethod
    def of_order(cls, order: Order) -> Self:
        """The details of an earlier order, without its purchase-order number."""
        values: dict[str, Any] = {field.name: getattr(order, field.name) for field in fields(cls)}
        return cls(**{**values, "country": str(order.country), "purchase_order": ""})


def known_details(member: Member) -> BillingDetails:
    """Details to begin with: those of the last order, otherwise of the company's page and of the person."""
    company = member.company
    if last := Order.objects.visible_to(member).order_by("-pk").first():
        return BillingDetails.of_order(last)
    place = company.places.first()
    numbers = company.identifiers.filter(scheme="vat", status=IdentifierStatus.VALID).values_list("value", flat=True)
    country = str(company.country)
    return BillingDetails(
        legal_name=company.name,
        address=place.address if place else "",
        postal_code=place.postal_code if place else "",
        city=place.city if place else "",
        country=country,
        email=member.user.email,
        vat_number=next((compact(number) for number in numbers if is_vat_number_of(number, country)), ""),
    )
