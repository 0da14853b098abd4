"""What is gained and lost, line by line, when one pack takes the place of another or of none."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from companies.choices import Category
from premium.features import Feature, features
from premium.models import Pack, StandingGrant, Subscription
from premium.models.catalogue import Allowance
from premium.selectors import cell

Text = str | Promise


@dataclass(frozen=True)
class Difference:
    """One right before and after."""

    label: Text
    before: Text
    after: Text
    is_gain: bool


@dataclass(frozen=True)
class Differences:
    """What changes, gains first; rights that stay as they are are only counted."""

    gains: list[Difference]
    losses: list[Difference]
    same: int

    @property
    def lines(self) -> list[Difference]:
        return self.gains + self.losses


def between(before: Iterable[Allowance], after: Iterable[Allowance]) -> Differences:
    """Compare two lists of allowances over the registered features."""
    old, new = list(before), list(after)
    gains: list[Difference] = []
    losses: list[Difference] = []
    same = 0
    for feature in features:
        less, more = _worth(feature, old), _worth(feature, new)
        if less == more:
            same += 1
            continue
        line = Difference(feature.label, _words(feature, old), _words(feature, new), is_gain=more > less)
        (gains if line.is_gain else losses).append(line)
    return Differences(gains, losses, same)


def from_subscription(running: Subscription | None, pack: Pack | None) -> Differences:
    """From what a provider holds to a pack; None is being without one."""
    free = held_for_nothing(Category.PROVIDER)
    before: list[Allowance] = list(running.features.all()) if running else []
    after: list[Allowance] = list(pack.features.all()) if pack else []
    return between(before or free, after or free)


def between_categories(running: Subscription | None, former: str, category: str) -> Differences:
    """From what a company of a category holds, by its pack or for nothing, to what another category holds for nothing."""
    before: list[Allowance] = list(running.features.all()) if running else []
    return between(before or held_for_nothing(former), held_for_nothing(category))


def held_for_nothing(category: str) -> list[Allowance]:
    """What every company of a category holds without paying."""
    return list(StandingGrant.objects.filter(category=category))


def _worth(feature: Feature, rows: list[Allowance]) -> Decimal:
    """Units a year; not held is less than none."""
    row = next((row for row in rows if row.feature == feature.key), None)
    return Decimal(-1) if row is None else row.units_a_year


def _words(feature: Feature, rows: list[Allowance]) -> Text:
    shown = cell(feature, rows)
    return _("Included") if shown == "yes" else shown or _("Not included")
