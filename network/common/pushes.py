"""Telling open pages that something is new, from whichever process it happened in.

With Redis every process reaches every socket. In the embedded mode the socket layer lives in the process of the pages: what the
worker pushes is written to a table, and that process reads it by sequence number while a socket is open (`SECONDS_BETWEEN_LOOKS`).
A push is a hint: who misses it asks by himself.
"""

import asyncio
import logging
from datetime import timedelta
from typing import Any

from asgiref.sync import async_to_sync
from celery import current_task
from channels.db import database_sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.utils import timezone

from network.common.models import Push

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
KEPT = timedelta(minutes=10)


def push(group: str, event: dict[str, Any]) -> None:
    """Send an event to every socket of a group; call it after commit. `event["type"]` names the consumer's method."""
    layer = get_channel_layer()
    try:
        if isinstance(layer, InMemoryChannelLayer) and _is_in_worker():
            Push.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
            Push.objects.create(group=group, event=event)
        else:
            async_to_sync(layer.group_send)(group, event)
    except Exception:  # noqa: BLE001 - what is new is saved, and open pages ask by themselves
        logger.warning("no push to %s: the socket layer does not answer", group)


def _is_in_worker() -> bool:
    return bool(current_task) and not current_task.request.called_directly


class Reader:
    """Passes on what the worker wrote, while at least one socket of this process is open."""

    def __init__(self) -> None:
        self.open_sockets = 0
        self.task: asyncio.Task[None] | None = None

    def socket_opened(self) -> None:
        self.open_sockets += 1
        is_embedded = isinstance(get_channel_layer(), InMemoryChannelLayer)
        if is_embedded and (self.task is None or self.task.done()):
            self.task = asyncio.get_running_loop().create_task(self._read())

    def socket_closed(self) -> None:
        self.open_sockets -= 1

    async def _read(self) -> None:
        last = await _last_number()
        while self.open_sockets > 0:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            try:
                for number, group, event in await _written_after(last):
                    await get_channel_layer().group_send(group, event)
                    last = number
            except Exception:  # the next look comes in a second
                logger.exception("what the worker pushed could not be read")


reader = Reader()
"""The one of this process."""


@database_sync_to_async
def _last_number() -> int:
    newest = Push.objects.order_by("-pk").first()
    return newest.pk if newest else 0


@database_sync_to_async
def _written_after(last: int) -> list[tuple[int, str, dict[str, Any]]]:
    return list(Push.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "group", "event"))
