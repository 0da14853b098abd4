"""Which company may do what, by its pack or by the standing grant of its category."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from companies.models import Company
from network.common.exceptions import Refusal
from premium.exceptions import NeedsPack, NotForThisCategory, UnitsUsedUp
from premium.features import Feature, features
from premium.models import Grant, Pack, StandingGrant, SubscribedFeature, Subscription
from premium.prices import Price, credit_for, price_of, vat_of_company
from premium.vat import Vat
from premium.windows import bought_window, last_day, standing_window

LOW_PERCENT = 90


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


def companies_with_right(feature: str) -> QuerySet[Company]:
    """Companies that hold a right now; made to be used as a subquery."""
    now = timezone.now()
    bought = SubscribedFeature.objects.filter(
        feature=feature, subscription__starts_at__lte=now, subscription__ends_at__gt=now
    ).values("subscription__company")
    standing = StandingGrant.objects.filter(feature=feature).values("category")
    return Company.objects.filter(Q(pk__in=bought) | Q(category__in=standing))


def has_right(company: Company, feature: str) -> bool:
    """Whether a company holds a right now; one query. Units may be used up all the same: `reserve` tells."""
    return companies_with_right(feature).filter(pk=company.pk).exists()


def require_right(company: Company, feature: str, *, why: str = "") -> None:
    """Refuse what the company's pack or category does not allow; `why` is the situation, in one sentence.

    Raises:
        NeedsPack: a provider without a pack that holds the right.
        NotForThisCategory: a company to which no pack may be sold.

    """
    if not has_right(company, feature):
        raise refusal_for(company, feature, why=why)


def current_subscription(company: Company) -> Subscription | None:
    """What runs now, with its pack; one query."""
    return Subscription.objects.of(company).current().order_by("-pack__rank").first()


def current_pack(company: Company) -> Pack | None:
    """The pack that runs now; one query."""
    subscription = current_subscription(company)
    return subscription.pack if subscription else None


def refusal_for(company: Company, key: str, *, why: str = "") -> Refusal:
    """The refusal that fits the company: a pack to buy, or a category to settle."""
    feature = features[key]
    if not company.is_provider:
        return NotForThisCategory(feature, company.get_category_display())
    return NeedsPack(feature, Pack.objects.on_sale().holding(key), why=why, **_terms(company))


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
    return price_of(pack, vat, credit_cents=credit_for(replaces, timezone.now()) if replaces else 0)


def use_of(company: Company, feature: str | None = None) -> list[Use]:
    """Rights the company holds now with their use to date, in the order of the catalogue; three queries."""
    now = timezone.now()
    uses = _bought_uses(company, now) + _standing_uses(company, now)
    used = {
        (grant["feature"], grant["subscription_id"], grant["starts_at"]): grant["used"]
        for grant in Grant.objects.filter(company=company)
        .open_at(now)
        .values("feature", "subscription_id", "starts_at", "used")
    }
    order = {key: position for position, key in enumerate(features.keys())}
    return [
        _with_use(use, used.get((use.feature.key, use.subscription_id, use.starts_at), 0))
        for use in sorted(uses, key=lambda use: order[use.feature.key])
        if feature in {None, use.feature.key}
    ]


def _with_use(use: Use, used: int) -> Use:
    return Use(**{**use.__dict__, "used": used})


def _bought_uses(company: Company, now: datetime) -> list[Use]:
    rows = SubscribedFeature.objects.filter(
        subscription__company=company,
        subscription__starts_at__lte=now,
        subscription__ends_at__gt=now,
        feature__in=features.keys(),
    ).select_related("subscription")
    return [
        Use(
            features[row.feature],
            row.limit,
            0,
            row.window,
            *bought_window(row.window, row.subscription.starts_at, row.subscription.ends_at, now),
            row.subscription_id,
        )
        for row in rows
    ]


def _standing_uses(company: Company, now: datetime) -> list[Use]:
    rows = StandingGrant.objects.filter(category=company.category, feature__in=features.keys())
    return [
        Use(features[row.feature], row.limit, 0, row.window, *standing_window(row.window, now), None) for row in rows
    ]
