"""The job that makes the files."""

from network.common.models import OutboxEvent
from network.common.outbox import handler
from network.takeout.actions import MAKE, make_takeout
from network.takeout.models import Takeout


@handler(MAKE, batch=1)
def make(events: list[OutboxEvent]) -> None:
    """One file in one transaction."""
    asked = Takeout.objects.select_related("asked_by").filter(pk__in=[event.key for event in events])
    for takeout in asked:
        make_takeout(takeout=takeout)
