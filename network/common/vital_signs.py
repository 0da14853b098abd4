"""Numbers that say whether the network keeps up; apps register theirs, the health page and the metrics read them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.common.models import OutboxEvent
from network.common.registries import Registry

LATE_AFTER: Final = timedelta(minutes=1)
"""What should have been done longer ago than this waits for a worker."""


@dataclass(frozen=True)
class VitalSign:
    """What is counted, what it means when it is above `limit`, and how to count it (one query)."""

    label: "str | Promise"
    meaning: "str | Promise"
    count: Callable[[], int]
    limit: int = 0


@dataclass(frozen=True)
class Reading:
    """One sign as it stands now."""

    key: str
    sign: VitalSign
    value: int

    @property
    def is_well(self) -> bool:
        return self.value <= self.sign.limit


vital_signs: Registry[VitalSign] = Registry("vital signs")


def readings() -> Iterator[Reading]:
    """Every sign, one query each."""
    for key in vital_signs.keys():
        sign = vital_signs[key]
        yield Reading(key, sign, sign.count())


def late_since() -> datetime:
    """What was due before this moment is late."""
    return timezone.now() - LATE_AFTER


vital_signs.register(
    "outbox_late",
    VitalSign(
        _("Acts not passed on for more than a minute"),
        _("Index, feed and mails wait: the worker or beat is down, or an act fails (its error is on its row)."),
        lambda: OutboxEvent.objects.filter(done_at=None, run_at__lt=late_since()).count(),
    ),
)
