"""The figures of the operator: recurring revenue, churn, cohorts, dunning, revenue by category; each in a fixed number of queries.

Amounts are cents of a euro: what was sold in another currency counts at the rate its order has kept.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.utils import timezone
from django.utils.functional import Promise

from companies.choices import Category
from premium.choices import CURRENCY, OrderState, SubscriptionState
from premium.exchange import euros
from premium.models import Order, Subscription
from premium.windows import months_later

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month: recurring revenue and customers at its end, and how many of those of its beginning were lost in it.

    `foreign` counts the years that were sold in another currency than the euro.
    """

    ends_at: datetime
    mrr_cents: int
    customers: int
    lost: int
    held_before: int
    foreign: int

    @property
    def first_day(self) -> datetime:
        return months_later(self.ends_at, -1)

    @property
    def churn_percent(self) -> float:
        return round(100 * self.lost / self.held_before, 1) if self.held_before else 0.0


@dataclass(frozen=True)
class Cohort:
    """Companies that began in one quarter, and how many of them were customers so many years later."""

    name: str
    begun: int
    kept: list[int | None]

    @property
    def shares(self) -> list[int | None]:
        return [None if kept is None else round(100 * kept / self.begun) for kept in self.kept]


@dataclass(frozen=True)
class Part:
    """One line of a breakdown."""

    label: str | Promise
    cents: int
    count: int


def paid_years() -> QuerySet[Subscription]:
    """Years that were paid; provisional ones and those that never began count for nothing."""
    return Subscription.objects.filter(order__state=OrderState.PAID)


def months(now: datetime | None = None) -> list[Month]:
    """The last twelve months, the present one last and to date; two queries a month."""
    now = now or timezone.now()
    zone = timezone.get_default_timezone()
    local = now.astimezone(zone)
    first = datetime(local.year, local.month, 1, tzinfo=zone)
    ends = [*(months_later(first, -count) for count in range(MONTHS - 1, -1, -1)), now]
    return [_month(begin, end) for begin, end in pairwise(ends)]


def _month(begin: datetime, end: datetime) -> Month:
    at_end = _running_at(end).aggregate(
        sum=Sum(euros("order__price_cents", "order__euro_rate")),
        companies=Count("company", distinct=True),
        foreign=Count("pk", filter=~Q(order__currency=CURRENCY)),
    )
    still = _running_at(end).filter(company=OuterRef("company"))
    at_begin = _running_at(begin).aggregate(
        companies=Count("company", distinct=True), lost=Count("company", distinct=True, filter=~Q(Exists(still)))
    )
    return Month(
        end,
        round((at_end["sum"] or 0) / 12),
        at_end["companies"],
        at_begin["lost"],
        at_begin["companies"],
        at_end["foreign"],
    )


def _running_at(moment: datetime) -> QuerySet[Subscription]:
    return paid_years().filter(starts_at__lte=moment, ends_at__gt=moment)


def cohorts(years: int = 3) -> list[Cohort]:
    """By quarter of the first purchase, the newest last; one query."""
    spans: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    for company, starts_at, ends_at in (
        paid_years().order_by("starts_at").values_list("company", "starts_at", "ends_at")
    ):
        spans[company].append((starts_at, ends_at))
    groups: dict[str, list[list[tuple[datetime, datetime]]]] = defaultdict(list)
    for held in spans.values():
        begun = held[0][0]
        groups[f"{begun.year} T{(begun.month + 2) // 3}"].append(held)
    return [
        Cohort(name, len(group), [_kept(group, year) for year in range(1, years + 1)])
        for name, group in sorted(groups.items())
    ][-12:]


def _kept(group: list[list[tuple[datetime, datetime]]], year: int) -> int | None:
    """How many held a pack so many years and a day after their first; None while that day is not come for all."""
    now, kept = timezone.now(), 0
    for held in group:
        day = months_later(held[0][0], 12 * year)
        if day > now:
            return None
        kept += any(starts_at <= day < ends_at for starts_at, ends_at in held)
    return kept


def dunning() -> list[Part]:
    """Years whose payment failed, by the step of the ladder they stand on."""
    rows = Subscription.objects.filter(state=SubscriptionState.PAST_DUE).values("dunning_step")
    found = rows.annotate(count=Count("pk"), sum=Sum(euros("order__total_cents", "order__euro_rate"))).order_by(
        "dunning_step"
    )
    return [Part(str(row["dunning_step"]), row["sum"] or 0, row["count"]) for row in found]


def revenue_by_category(since: datetime) -> list[Part]:
    """Net revenue of paid orders since a moment, by category of the company, what was refunded taken off."""
    rows = _revenue(since).values("company__category").annotate(**SUMS).order_by("company__category")
    return [Part(Category(row["company__category"]).label, _net(row), row["count"]) for row in rows]


def revenue_by_pack(since: datetime) -> list[Part]:
    """The same by pack, the smallest first."""
    rows = _revenue(since).values("pack__name_fr", "pack__rank").annotate(**SUMS).order_by("pack__rank")
    return [Part(row["pack__name_fr"], _net(row), row["count"]) for row in rows]


SUMS = {
    "net": Sum(euros("net_cents", "euro_rate")),
    "total": Sum(euros("total_cents", "euro_rate")),
    "refunded": Sum(euros("refunded_cents", "euro_rate")),
    "count": Count("pk"),
}


def _revenue(since: datetime) -> QuerySet[Order]:
    return Order.objects.filter(state=OrderState.PAID, confirmed_at__gte=since)


def _net(row: dict[str, int]) -> int:
    """Refunds are kept with VAT: their net part follows the share of the group."""
    return row["net"] - (round(row["refunded"] * row["net"] / row["total"]) if row["total"] else 0)
