"""What goes back to a company that is no provider any more: the days it paid for and cannot be found on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from companies.models import Company
from premium.choices import DisputeState, OrderState, SubscriptionState
from premium.exchange import converted
from premium.models import Order, Subscription
from premium.prices import credit_for, gross_of, net_of


@dataclass(frozen=True)
class Credit:
    """Cents of one order in its currency, VAT included."""

    order: Order
    cents: int

    @property
    def amount(self) -> tuple[int, str]:
        return self.cents, self.order.currency


def credits_of(company: Company, since: datetime) -> list[Credit]:
    """What goes back of each order when the company's days are worth nothing from a moment on.

    A year that runs is worth its unused days (`credit_for`), one that begins later all of them; one that is not paid
    nothing, because its order is withdrawn; a paused one the days left when it was paused.
    """
    years = Subscription.objects.of(company).reaching(since).select_related("order__replaces__order")
    return [credit for year in years if year.is_paid for credit in _spread(year.order, _value_left(year, since))]


def _value_left(year: Subscription, since: datetime) -> int:
    """Before VAT."""
    if year.state == SubscriptionState.PAUSED and year.paused_at:
        since = min(since, year.paused_at)
    return credit_for(year, since)


def _spread(order: Order, net_cents: int) -> Iterator[Credit]:
    """A larger pack was paid with the unused days of the smaller one too: what its own order did not cost comes from that one's.

    Where that one was paid in another currency, the rest goes back at the two rates at which it was counted. Never more of
    an order than was paid and not given back; nothing while the payer's bank disputes it.
    """
    paid: Order | None = order
    while paid is not None and net_cents > 0:
        given = net_of(paid, paid.refunded_cents)
        taken = min(net_cents, paid.net_cents - given) if _is_ours(paid) else 0
        if taken:
            yield Credit(paid, gross_of(paid, given + taken) - paid.refunded_cents)
        former = paid.replaces.order if paid.replaces else None
        net_cents -= taken
        if former and former.currency != paid.currency:
            net_cents = converted(net_cents, paid.euro_rate, former.euro_rate)
        paid = former


def _is_ours(order: Order) -> bool:
    """Whether its money has arrived, and no bank has taken it back."""
    return order.state == OrderState.PAID and not order.disputes.exclude(state=DisputeState.WON).exists()
