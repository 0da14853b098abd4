"""Which company may do what, by its pack or by the standing grant of its category."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from companies.models import Company
from network.common.exceptions import Refusal
from premium.choices import OPEN_STATES, SubscriptionState
from premium.exceptions import NeedsPack, NotForThisCategory, RightWithheld, UnitsUsedUp
from premium.features import OUTBOUND_FEATURES, Feature, features
from premium.models import CategoryGrace, Grant, Pack, StandingGrant, SubscribedFeature, Subscription
from premium.prices import Price, credit_in, price_of, vat_of_company
from premium.vat import Vat
from premium.windows import bought_window, last_day, standing_window

LOW_PERCENT = 90
Windows = dict[tuple[str, int | None, datetime], Grant]


@dataclass(frozen=True)
class Use:
    """A right a company holds now, and how many of its units are used in the present window."""

    feature: Feature
    limit: int | None
    used: int
    window: str
    starts_at: datetime
    ends_at: datetime | None
    subscription_id: int | None
    carried: int = 0

    def in_first_window(self, begun: datetime) -> Self:
        """Nothing is carried into the window in which the right began."""
        return replace(self, carried=0) if self.starts_at <= begun else self

    @property
    def left(self) -> int | None:
        """Units left; None for as many as wished."""
        return None if self.limit is None else max(self.limit - self.used, 0)

    @property
    def last_day(self) -> datetime | None:
        """The last day on which the units of this window count."""
        return last_day(self.ends_at) if self.ends_at else None

    @property
    def is_low(self) -> bool:
        return self.limit is not None and self.used * 100 >= self.limit * LOW_PERCENT


def _holds(moment: datetime) -> Q:
    """Rights bought that hold at a moment; those that reach out to others end first when a payment fails."""
    return Q(
        subscription__starts_at__lte=moment, subscription__ends_at__gt=moment, subscription__state__in=OPEN_STATES
    ) & (
        Q(subscription__outbound_ends_at=None)
        | Q(subscription__outbound_ends_at__gt=moment)
        | ~Q(feature__in=OUTBOUND_FEATURES)
    )


def companies_with_right(feature: str, *, is_selling: bool = False) -> QuerySet[Company]:
    """Companies that hold a right now; made to be used as a subquery.

    What a company's category before a change held for nothing counts for thirty days more, but not to sell with
    (`is_selling`): nobody sells for nothing because he bought for nothing before.
    """
    now = timezone.now()
    bought = SubscribedFeature.objects.filter(_holds(now), feature=feature).values("subscription__company")
    standing = StandingGrant.objects.filter(feature=feature).values("category")
    holders = Q(pk__in=bought) | Q(category__in=standing)
    if not is_selling:
        kept = CategoryGrace.objects.holding(now).filter(former_category__in=standing)
        holders |= Q(pk__in=kept.values("company"))
    return Company.objects.filter(holders)


def has_right(company: Company, feature: str, *, is_selling: bool = False) -> bool:
    """Whether a company holds a right now: `companies_with_right` for one company; one query, of half the price.

    Units may be used up all the same: `reserve` tells.
    """
    now = timezone.now()
    holders = Q(category=company.category)
    if not is_selling:
        kept = CategoryGrace.objects.holding(now).filter(company=company)
        holders |= Q(category__in=kept.values("former_category"))
    standing = StandingGrant.objects.filter(holders, feature=feature).values_list("pk")
    bought = SubscribedFeature.objects.filter(_holds(now), feature=feature, subscription__company=company)
    return standing.union(bought.values_list("pk"), all=True).exists()


def require_right(company: Company, feature: str, *, why: str = "", is_selling: bool = False) -> None:
    """Refuse what the company's pack or category does not allow; `why` is the situation, in one sentence.

    Raises:
        NeedsPack: a provider without a pack that holds the right.
        NotForThisCategory: a company to which no pack may be sold.

    """
    if not has_right(company, feature, is_selling=is_selling):
        raise refusal_for(company, feature, why=why)


def current_subscription(company: Company) -> Subscription | None:
    """What runs now, paused or not, with its pack; one query."""
    return (
        Subscription.objects.of(company)
        .current()
        .exclude(state=SubscriptionState.ENDED)
        .order_by("-pack__rank")
        .first()
    )


def current_pack(company: Company) -> Pack | None:
    """The pack that runs now; one query."""
    subscription = current_subscription(company)
    return subscription.pack if subscription else None


def refusal_for(company: Company, key: str, *, why: str = "") -> Refusal:
    """The refusal that fits the company: a pack to buy, or a category to settle."""
    feature = features[key]
    if not company.is_provider:
        return NotForThisCategory(feature, company.get_category_display())
    if withheld := _withheld(company, key):
        return RightWithheld(feature, withheld)
    return NeedsPack(feature, Pack.objects.on_sale().holding(key), why=why, **_terms(company))


def _withheld(company: Company, key: str) -> Subscription | None:
    """The pack that holds the right, and gives it not now: its payment has failed, or it is paused."""
    return (
        Subscription.objects.of(company)
        .current()
        .filter(Q(state=SubscriptionState.PAUSED) | Q(outbound_ends_at__isnull=False), features__feature=key)
        .first()
    )


def refusal_of_used_up(company: Company, use: Use, *, why: str = "") -> UnitsUsedUp:
    """The refusal when all units are used: larger packs for a provider, the date of the next units for everybody."""
    packs = Pack.objects.on_sale().allowing_more_than(use.feature.key, use.limit or 0)
    return UnitsUsedUp(use.feature, packs if company.is_provider else (), use=use, why=why, **_terms(company))


def _terms(company: Company) -> dict[str, Any]:
    """What the company holds, and the price of each pack for it."""
    held = current_subscription(company)
    return {
        "held": held.pack if held else None,
        "price_of": partial(_price_today, held=held, vat=vat_of_company(company)),
    }


def _price_today(pack: Pack, *, held: Subscription | None, vat: Vat) -> Price:
    """With the unused days of the smaller pack it would replace deducted."""
    replaces = held if held and held.pack.rank < pack.rank else None
    credit_cents = credit_in(pack.currency, replaces, timezone.now()) if replaces else 0
    return price_of(pack, vat, credit_cents=credit_cents)


def use_of(company: Company, feature: str | None = None, *, is_selling: bool = False) -> list[Use]:
    """Rights the company holds now with their use to date, in the order of the catalogue; three queries.

    `is_selling` as for `companies_with_right`.
    """
    now = timezone.now()
    uses = _bought_uses(company, now) + _standing_uses(company, now, is_selling=is_selling)
    counted = _counted_windows(company, {use.starts_at for use in uses if use.carried}, now)
    order = {key: position for position, key in enumerate(features.keys())}
    return [
        _with_use(use, counted)
        for use in sorted(uses, key=lambda use: order[use.feature.key])
        if feature in {None, use.feature.key}
    ]


def _counted_windows(company: Company, begins: set[datetime], now: datetime) -> Windows:
    """Rows that count present windows, and those before them that may carry units over."""
    return {
        (grant.feature, grant.subscription_id, grant.starts_at): grant
        for grant in Grant.objects.filter(company=company).open_at_or_ended(now, begins)
    }


def _with_use(use: Use, counted: Windows) -> Use:
    """The window as it is counted already, or as it will be when its first unit is used."""
    key, subscription_id = use.feature.key, use.subscription_id
    if grant := counted.get((key, subscription_id, use.starts_at)):
        return replace(use, used=grant.used, limit=grant.limit, carried=grant.carried)
    if not use.carried or use.limit is None:
        return replace(use, carried=0)
    before = next(
        (
            grant
            for (feature, bought, _start), grant in counted.items()
            if (feature, bought) == (key, subscription_id) and grant.ends_at == use.starts_at
        ),
        None,
    )
    unused = use.limit if before is None else before.left  # a window without a row is one in which nothing was used
    carried = min(unused, use.carried)
    return replace(use, limit=use.limit + carried, carried=carried)


def _bought_uses(company: Company, now: datetime) -> list[Use]:
    rows = SubscribedFeature.objects.filter(
        _holds(now), subscription__company=company, feature__in=features.keys()
    ).select_related("subscription")
    return [
        Use(
            features[row.feature],
            row.limit,
            0,
            row.window,
            *bought_window(row.window, row.subscription.starts_at, row.subscription.ends_at, now),
            row.subscription_id,
            row.carried,
        ).in_first_window(row.subscription.starts_at)
        for row in rows
    ]


def _standing_uses(company: Company, now: datetime, *, is_selling: bool) -> list[Use]:
    """Of the category, and in a grace of the former one too: the larger of two, counted in the same window as before."""
    categories = Q(category=company.category)
    if not is_selling:
        kept = CategoryGrace.objects.holding(now).filter(company=company)
        categories |= Q(category__in=kept.values("former_category"))
    held = StandingGrant.objects.filter(categories, feature__in=features.keys())
    rows = {row.feature: row for row in sorted(held, key=lambda row: row.units_a_year)}.values()
    return [
        Use(
            features[row.feature], row.limit, 0, row.window, *standing_window(row.window, now), None, row.carried
        ).in_first_window(company.created_at)
        for row in rows
    ]
