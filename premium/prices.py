"""What a pack costs a company today: price, credit for unused days, VAT, total; all in cents."""

from dataclasses import dataclass
from datetime import datetime
from typing import Self

from companies.choices import IdentifierStatus
from companies.models import Company
from premium.models import Order, Pack, Subscription
from premium.vat import Vat, vat_for


@dataclass(frozen=True)
class Price:
    """One price, line by line."""

    price_cents: int
    credit_cents: int
    vat: Vat
    currency: str

    @property
    def net_cents(self) -> int:
        return self.price_cents - self.credit_cents

    @property
    def vat_cents(self) -> int:
        return self.vat.on(self.net_cents)

    @property
    def total_cents(self) -> int:
        return self.net_cents + self.vat_cents

    @classmethod
    def quoted(cls, order: Order) -> Self:
        """The price as it was quoted on an order."""
        vat = Vat(order.vat_reason, order.vat_basis_points)
        return cls(order.price_cents, order.credit_cents, vat, order.currency)


def price_of(pack: Pack, vat: Vat, *, credit_cents: int = 0) -> Price:
    """The price of a pack at a rate of VAT; a credit larger than the price leaves nothing to pay."""
    return Price(pack.price_cents, min(credit_cents, pack.price_cents), vat, pack.currency)


def credit_for(subscription: Subscription, moment: datetime) -> int:
    """Value in cents of the whole days left of a running subscription, rounded half up."""
    days = (subscription.ends_at - subscription.starts_at).days
    left = max((subscription.ends_at - moment).days, 0)
    return (2 * subscription.order.price_cents * left + days) // (2 * days) if days else 0


def vat_of_company(company: Company) -> Vat:
    """VAT as the company's page lets expect it: its country, and its VAT number when it has given one."""
    number = (
        company.identifiers.filter(scheme="vat", status=IdentifierStatus.VALID).values_list("value", flat=True).first()
    )
    return vat_for(str(company.country), number or "")
