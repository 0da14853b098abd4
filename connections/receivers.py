"""When an introduction's days have passed, settle it."""

from connections.actions import expire_introduction
from network.common import outbox
from network.common.models import OutboxEvent


@outbox.handler("introduction.expire", batch=50)
def expire_introductions(events: list[OutboxEvent]) -> None:
    """The key is the introduction; one that was answered or withdrawn meanwhile is left alone."""
    for event in events:
        expire_introduction(int(event.key))
