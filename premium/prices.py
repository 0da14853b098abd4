"""What a pack costs a company today: price, credit for unused days, VAT, total; all in cents of one currency."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from django.utils import timezone

from companies.choices import IdentifierStatus
from companies.models import Company
from premium.exchange import converted, rate_of
from premium.models import Order, Pack, Subscription
from premium.selling import Reduction
from premium.vat import Vat, vat_for


@dataclass(frozen=True)
class Price:
    """One price, line by line."""

    price_cents: int
    credit_cents: int
    vat: Vat
    currency: str
    reduction: Reduction | None = None

    @property
    def list_cents(self) -> int:
        """The price of the catalogue, before what is taken off it."""
        return self.price_cents + (self.reduction.cents if self.reduction else 0)

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


def price_of(pack: Pack, vat: Vat, *, credit_cents: int = 0, reduction: Reduction | None = None) -> Price:
    """The price of a pack at a rate of VAT; a credit larger than the price leaves nothing to pay."""
    price_cents = pack.price_cents - (reduction.cents if reduction else 0)
    return Price(price_cents, min(credit_cents, price_cents), vat, pack.currency, reduction)


def credit_for(subscription: Subscription, moment: datetime) -> int:
    """Value in cents, of its order's currency, of the days left of a paid year, rounded half up.

    The day of the change belongs to the new pack. Days are those of the network's calendar, so that a change made at 23:59
    and one made at 00:01 differ by one day and two changes in a day by none. What was refunded, and days on which the pack was paused, are worth nothing.
    """
    order = subscription.order
    first, end = _day(subscription.starts_at), _day(subscription.ends_at)
    days = (end - first).days - subscription.paused_days
    left = min(max((end - _day(moment)).days, 0), days)
    value = order.price_cents - net_of(order, order.refunded_cents)
    return (2 * value * left + days) // (2 * days) if days > 0 else 0


def credit_in(currency: str, subscription: Subscription, moment: datetime) -> int:
    """The same value in cents of another currency: at the rate its order has kept and the rate of today, rounded half up.

    Raises:
        RateUnknown: the operator has entered no rate for the currency.

    """
    cents, order = credit_for(subscription, moment), subscription.order
    return cents if order.currency == currency else converted(cents, order.euro_rate, rate_of(currency).euro_rate)


def net_of(order: Order, gross_cents: int) -> int:
    """The part before VAT of a gross amount of an order, rounded half up."""
    total = order.total_cents
    return (2 * gross_cents * order.net_cents + total) // (2 * total) if total else 0


def gross_of(order: Order, net_cents: int) -> int:
    """The amount with VAT of which a part before VAT is the net, rounded half up: `net_of` leads back to it."""
    net = order.net_cents
    return (2 * net_cents * order.total_cents + net) // (2 * net) if net else 0


def _day(moment: datetime) -> date:
    return moment.astimezone(timezone.get_default_timezone()).date()


def vat_of_company(company: Company) -> Vat:
    """VAT as the company's page lets expect it: its country, and its VAT number when it has given one."""
    number = (
        company.identifiers.filter(scheme="vat", status=IdentifierStatus.VALID).values_list("value", flat=True).first()
    )
    return vat_for(str(company.country), number or "")
