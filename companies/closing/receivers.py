"""When the day of a closing has come, the company is erased."""

from companies.closing.actions import DUE, close_due
from network.common.models import OutboxEvent
from network.common.outbox import handler


@handler(DUE, batch=1)
def close(events: list[OutboxEvent]) -> None:
    """One company in one transaction; a closing that was called off is passed over."""
    for event in events:
        close_due(closing_id=int(event.key))
