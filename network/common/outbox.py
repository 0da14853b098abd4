"""The outbox: publish in the business transaction, relay in the worker; effect and mark commit together."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from network.common.models import OutboxEvent
from network.common.registries import Registry

logger = logging.getLogger(__name__)

Handle = Callable[[list[OutboxEvent]], None]

GROWING_DELAYS_SECONDS = (2, 10, 60, 300, 1800, 3600)


@dataclass(frozen=True)
class Handler:
    """What is done for a topic, at most `batch` events in one transaction."""

    handle: Handle
    batch: int


handlers: Registry[Handler] = Registry("outbox handlers")


def handler(topic: str, *, batch: int = 100) -> Callable[[Handle], Handle]:
    """Register the function that does what `topic` asks; it must be safe to run twice."""

    def register(handle: Handle) -> Handle:
        handlers.register(topic, Handler(handle, batch))
        return handle

    return register


def publish(topic: str, key: str | int, payload: dict[str, Any] | None = None, run_at: datetime | None = None) -> None:
    """Write one event in the present transaction and wake the worker on commit.

    Raises:
        TransactionManagementError: outside a transaction, where event and effect could part.
    """
    publish_many(topic, [(str(key), payload or {})], run_at)


def publish_many(topic: str, events: Iterable[tuple[str, dict[str, Any]]], run_at: datetime | None = None) -> None:
    """Write several events of one topic in the present transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("publish to the outbox inside the transaction that decides it")
    moment = run_at or timezone.now()
    OutboxEvent.objects.bulk_create(
        [OutboxEvent(topic=topic, key=key, payload=payload, run_at=moment) for key, payload in events],
        batch_size=500,
    )
    if moment <= timezone.now():
        transaction.on_commit(nudge)


def nudge() -> None:
    """Wake the worker; when the broker is down the next tick finds the events all the same."""
    from network.common.tasks import relay_outbox

    try:
        relay_outbox.apply_async(expires=30, retry=False)
    except Exception:  # noqa: BLE001 - any broker failure: the row is safe and the tick comes
        logger.warning("broker unreachable; the outbox waits for the next tick")


def relay(limit: int = 10_000) -> int:
    """Do what is due, at most `limit` events; return how many were done."""
    done = 0
    for topic in handlers.keys():
        while done < limit:
            taken = _relay_batch(topic)
            done += taken
            if taken == 0:
                break
    return done


def _due(topic: str) -> list[OutboxEvent]:
    events = OutboxEvent.objects.filter(topic=topic, done_at__isnull=True, run_at__lte=timezone.now())
    if connection.features.has_select_for_update_skip_locked:
        events = events.select_for_update(skip_locked=True)
    return list(events.order_by("run_at", "id")[: handlers[topic].batch])


def _relay_batch(topic: str) -> int:
    """Take a batch; when it fails, its events are tried one by one so that a bad one does not hold up the others."""
    try:
        with transaction.atomic():
            events = _due(topic)
            if not events:
                return 0
            handlers[topic].handle(events)
            _mark_done(events)
            return len(events)
    except Exception:
        logger.exception("outbox topic %s failed as a batch", topic)
    return sum(
        _relay_one(topic, event.pk)
        for event in OutboxEvent.objects.filter(topic=topic, done_at__isnull=True, run_at__lte=timezone.now()).order_by(
            "run_at", "id"
        )[: handlers[topic].batch]
    )


def _relay_one(topic: str, event_id: int) -> int:
    try:
        with transaction.atomic():
            locked = OutboxEvent.objects.filter(pk=event_id, done_at__isnull=True)
            if connection.features.has_select_for_update_skip_locked:
                locked = locked.select_for_update(skip_locked=True)
            event = locked.first()
            if event is None:
                return 0
            handlers[topic].handle([event])
            _mark_done([event])
            return 1
    except Exception as error:
        logger.exception("outbox event %s failed", event_id)
        _postpone(event_id, error)
        return 0


def _mark_done(events: list[OutboxEvent]) -> None:
    OutboxEvent.objects.filter(pk__in=[event.pk for event in events]).update(done_at=timezone.now())


def _postpone(event_id: int, error: Exception) -> None:
    event = OutboxEvent.objects.get(pk=event_id)
    seconds = GROWING_DELAYS_SECONDS[min(event.attempts, len(GROWING_DELAYS_SECONDS) - 1)]
    OutboxEvent.objects.filter(pk=event_id).update(
        attempts=F("attempts") + 1, error=repr(error)[:2000], run_at=timezone.now() + timedelta(seconds=seconds)
    )
