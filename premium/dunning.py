"""The ladder of an unpaid pack: its days, and when each step of it comes."""

from datetime import datetime, timedelta
from typing import Final

from premium.models import Subscription

DAYS: Final = (0, 3, 7, 14, 21)
OUTBOUND_ENDS_AFTER: Final = timedelta(days=7)


def next_step_at(year: Subscription) -> datetime:
    """When the next letter of a year past due is written."""
    assert year.dunning_since is not None  # noqa: S101 - the table's constraint
    return year.dunning_since + timedelta(days=DAYS[min(year.dunning_step, len(DAYS) - 1)])


def lapses_at(year: Subscription) -> datetime | None:
    """When an unpaid year ends."""
    return year.dunning_since + timedelta(days=DAYS[-1]) if year.dunning_since else None
