"""When the time of a planned text has come, it is published."""

from companies.publication.actions.due import publish_due
from companies.publication.actions.planning import DUE
from network.common.models import OutboxEvent
from network.common.outbox import handler


@handler(DUE, batch=20)
def publish_what_is_due(events: list[OutboxEvent]) -> None:
    """One text an event; those replaced or called off meanwhile are passed over."""
    for event in events:
        publish_due(planned_id=int(event.key))
