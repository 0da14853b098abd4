"""When the time is over, the end is written, whether or not the operator came back."""

from companies.standing_in.actions import TIME_IS_OVER, end
from companies.standing_in.models import StandIn
from network.common.models import OutboxEvent
from network.common.outbox import handler


@handler(TIME_IS_OVER)
def end_what_is_over(events: list[OutboxEvent]) -> None:
    """Those that were ended by hand are passed over."""
    for standing in StandIn.objects.filter(pk__in=[event.key for event in events], ended_at=None):
        end(standing=standing)
