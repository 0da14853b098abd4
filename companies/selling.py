"""What a company can show for itself and what it sells: certificates and offers, as the page and machines read them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.choices import OfferUnit
from companies.models import Company
from companies.sections import Content
from network.common import signs


@dataclass(frozen=True)
class ShownCertificate:
    """A certificate as the company declares it; `valid_until` is its last day, None when it does not end."""

    name: str
    issuer: str
    number: str
    link: str
    valid_until: date | None

    @property
    def is_expired(self) -> bool:
        """Whether its last day has passed where the reader is."""
        return self.valid_until is not None and self.valid_until < timezone.localdate()


@dataclass(frozen=True)
class ShownOffer:
    """An offer with its price in words."""

    title: str
    text: str
    price: str
    delay: str


def certificates_in(content: Content) -> list[ShownCertificate]:
    """The certificates of the section's content, in its order."""
    return [
        ShownCertificate(
            row["name"],
            row.get("issuer", ""),
            row.get("number", ""),
            row.get("link", ""),
            date.fromisoformat(row["valid_until"]) if row.get("valid_until") else None,
        )
        for row in content.get("certificates", [])
    ]


def certificates_shown(company: Company, content: Content) -> dict[str, Any]:
    """For the template: the ones that hold first, then the expired ones."""
    return {"certificates": sorted(certificates_in(content), key=lambda shown: shown.is_expired)}


def price_of(row: dict[str, Any]) -> str:
    """What an offer costs, in words: from so many euros before VAT, by its unit, or on quotation."""
    if row.get("price_cents") is None:
        return _("On quotation")
    price = _("From %(amount)s") % {"amount": signs.money(row["price_cents"])}
    unit = row.get("unit", "")
    return f"{price} {OfferUnit(unit).label}" if unit else price


def offers_shown(company: Company, content: Content) -> dict[str, Any]:
    """For the template: offers with their prices in words."""
    return {
        "offers": [
            ShownOffer(row["title"], row.get("text", ""), price_of(row), row.get("delay", ""))
            for row in content.get("offers", [])
        ]
    }
