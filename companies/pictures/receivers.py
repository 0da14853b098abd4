"""When a picture was kept, its narrower copies are made."""

from companies.pictures.actions import SIZES, make_sizes
from network.common.models import OutboxEvent
from network.common.outbox import handler


@handler(SIZES, batch=5)
def make_copies(events: list[OutboxEvent]) -> None:
    """One picture an event: about a fifth of a second each."""
    for event in events:
        make_sizes(picture_id=int(event.key))
