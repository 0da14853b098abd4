"""What a company's pack gives, what was used of it, what it brought, and whether a smaller one would do."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.functional import Promise

from companies.models import Company
from premium.benefits.results import results
from premium.exchange import converted, rate_of
from premium.features import Feature, features
from premium.models import Grant, Pack, StandingGrant, Subscription
from premium.rights import Use, current_subscription, use_of
from premium.windows import last_day

REPORT_BEFORE: Final = timedelta(days=60)
Text = str | Promise


@dataclass(frozen=True)
class UsedRight:
    """One right of the pack over the whole year: all units used, and the most in one window."""

    feature: Feature
    limit: int | None
    window: str
    total: int
    most: int

    @property
    def is_unused(self) -> bool:
        return self.feature.is_counted and self.total == 0


@dataclass(frozen=True)
class Brought:
    label: Text
    count: int


@dataclass(frozen=True)
class SmallerPack:
    """The pack that would have been enough, what it saves in its currency, and the rights that would be lost with it."""

    pack: Pack
    saved_cents: int
    lost: list[Feature]


@dataclass(frozen=True)
class Benefits:
    """The page "what does this pack give me"."""

    subscription: Subscription | None
    uses: list[Use]
    used: list[UsedRight] = field(default_factory=list)
    brought: list[Brought] = field(default_factory=list)
    smaller: SmallerPack | None = None

    @property
    def last_day(self) -> object:
        return last_day(self.subscription.ends_at) if self.subscription else None

    @property
    def is_time_to_decide(self) -> bool:
        """Within sixty days of the end, the report is shown."""
        return self.subscription is not None and self.subscription.ends_at - timezone.now() <= REPORT_BEFORE


def benefits_of(company: Company) -> Benefits:
    """To date; queries do not grow with use."""
    subscription = current_subscription(company)
    uses = use_of(company)
    if subscription is None:
        return Benefits(None, uses)
    used = used_rights(subscription)
    return Benefits(subscription, uses, used, brought_by(subscription), smaller_than(subscription, used))


def used_rights(subscription: Subscription) -> list[UsedRight]:
    """Every right of the pack with its use over the year, in the order of the catalogue."""
    grants = (
        Grant.objects.filter(subscription=subscription).values("feature").annotate(total=Sum("used"), most=Max("used"))
    )
    counted = {row["feature"]: row for row in grants}
    rows = {row.feature: row for row in subscription.features.all()}
    return [
        UsedRight(
            feature,
            rows[feature.key].limit,
            rows[feature.key].window,
            counted.get(feature.key, {}).get("total") or 0,
            counted.get(feature.key, {}).get("most") or 0,
        )
        for feature in features
        if feature.key in rows
    ]


def brought_by(subscription: Subscription) -> list[Brought]:
    """What the apps have counted since the pack began."""
    until = min(timezone.now(), subscription.ends_at)
    return [
        Brought(result.label, result.count(subscription.company, subscription.starts_at, until)) for result in results
    ]


def smaller_than(subscription: Subscription, used: list[UsedRight]) -> SmallerPack | None:
    """The smallest pack on sale under whose limits the most used window of every right would have stayed."""
    smaller = Pack.objects.on_sale().filter(rank__lt=subscription.pack.rank).prefetch_related("features")
    standing = {row.feature: row for row in StandingGrant.objects.filter(category=subscription.company.category)}
    for pack in smaller:
        held = {**standing, **{row.feature: row for row in pack.features.all()}}
        if all(_is_enough(right, held.get(right.feature.key)) for right in used if right.feature.is_counted):
            lost = [right.feature for right in used if right.feature.key not in held]
            return SmallerPack(pack, max(_price_in(pack.currency, subscription.pack) - pack.price_cents, 0), lost)
    return None


def _price_in(currency: str, pack: Pack) -> int:
    """What a pack costs, in cents of the currency in which packs are sold now: the rates of today."""
    if pack.currency == currency:
        return pack.price_cents
    return converted(pack.price_cents, rate_of(pack.currency).euro_rate, rate_of(currency).euro_rate)


def _is_enough(right: UsedRight, row: object) -> bool:
    if right.most == 0:
        return True
    if row is None or row.window != right.window:  # type: ignore[attr-defined]
        return False
    return row.limit is None or right.most <= row.limit  # type: ignore[attr-defined]
