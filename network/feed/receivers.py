"""What the feed does when lower apps tell of a public act (outbox topic `activity`)."""

from network.common import outbox
from network.common.models import OutboxEvent
from network.feed import actions


@outbox.handler("activity", batch=100)
def record_activities(events: list[OutboxEvent]) -> None:
    """Record what was told; the event's key names the act."""
    for event in events:
        actions.record_activity(key=event.key, told=event.payload, at=event.created_at)


@outbox.handler("follow.started", batch=200)
def fill_feeds(events: list[OutboxEvent]) -> None:
    for event in events:
        actions.start_following(follower_id=event.payload["follower"], followed_id=event.payload["followed"])


@outbox.handler("follow.ended", batch=200)
def clear_feeds(events: list[OutboxEvent]) -> None:
    for event in events:
        actions.stop_following(follower_id=event.payload["follower"], followed_id=event.payload["followed"])
