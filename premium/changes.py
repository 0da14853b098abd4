"""What buying a pack changes for a company: a first pack, a larger one now, or the next year."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from companies.choices import Category
from companies.models import Company
from premium.choices import SubscriptionState
from premium.exceptions import (
    BuysForNothing,
    CategoryNotSettled,
    DebitIsUnderWay,
    NextPackIsBought,
    NotOnSale,
    OrderIsWaiting,
    PackIsPaused,
    TooEarlyToRenew,
)
from premium.models import Order, Pack, Subscription
from premium.prices import Price, credit_in, price_of
from premium.selling import Reduction, reduction_for
from premium.vat import Vat

RENEWAL_PERIOD: Final = timedelta(days=60)


@dataclass(frozen=True)
class Change:
    """The running subscription that a larger pack replaces at once, or after which the next one begins."""

    replaces: Subscription | None = None
    follows: Subscription | None = None
    credit_cents: int = 0
    reduction: Reduction | None = None

    def price(self, pack: Pack, vat: Vat) -> Price:
        return price_of(pack, vat, credit_cents=self.credit_cents, reduction=self.reduction)


def require_buyer(company: Company) -> None:
    """Refuse to sell to a company that needs no pack, or whose category is not settled."""
    if company.category == Category.UNDETERMINED:
        raise CategoryNotSettled
    if not company.is_provider:
        raise BuysForNothing


def require_on_sale(pack: Pack) -> None:
    """Refuse a pack that is off sale, or any while the network sells nothing."""
    if not Pack.objects.on_sale().filter(pk=pack.pk).exists():
        raise NotOnSale(pack)


def change_to(company: Company, pack: Pack, moment: datetime, code: str = "") -> Change:
    """What buying the pack at this moment would mean, with the promotional code that was typed.

    Raises:
        CategoryNotSettled, BuysForNothing, NotOnSale: nothing is sold to the company.
        OrderIsWaiting, DebitIsUnderWay: an earlier order is neither paid nor cancelled.
        PackIsPaused: an operator has paused the running pack.
        NextPackIsBought: a pack that begins later is bought already.
        RateUnknown: the unused days were paid in another currency, and there is no rate for the pack's.
        TooEarlyToRenew: the pack is not larger than the running one, which runs for long.

    """
    require_buyer(company)
    require_on_sale(pack)
    waiting = Order.objects.unsettled().filter(company=company).first()
    if waiting and not (waiting.is_renewal and waiting.is_waiting):
        raise OrderIsWaiting(waiting) if waiting.is_waiting else DebitIsUnderWay(waiting)
    bought = _bought(company, moment)
    if not bought:
        return Change(reduction=reduction_for(company, pack, code))
    running, last = bought[0], bought[-1]
    if running.state == SubscriptionState.PAUSED:
        raise PackIsPaused(running)
    if last.starts_at > moment:
        raise NextPackIsBought(last)
    if pack.rank > running.pack.rank:
        # A year that nobody has paid is withdrawn: it is worth no credit, and nothing is owed for its days.
        return Change(
            replaces=running, credit_cents=credit_in(pack.currency, running, moment) if running.is_paid else 0
        )
    if waiting:
        raise OrderIsWaiting(waiting)
    if not is_time_to_renew(running, moment):
        raise TooEarlyToRenew(running, running.ends_at - RENEWAL_PERIOD)
    return Change(follows=running)


def _bought(company: Company, moment: datetime) -> list[Subscription]:
    """What runs and what was bought ahead; a next year that is only proposed counts for nothing yet."""
    years = Subscription.objects.of(company).filter(ends_at__gt=moment).exclude(state=SubscriptionState.ENDED)
    return [year for year in years.order_by("starts_at") if year.starts_at <= moment or not year.order.is_waiting]


def is_time_to_renew(running: Subscription, moment: datetime) -> bool:
    """Whether the year after the running one is on sale already."""
    return running.ends_at - moment <= RENEWAL_PERIOD
