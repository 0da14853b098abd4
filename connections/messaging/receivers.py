"""When a message was sent, hint to open pages; when an introduction was accepted, its conversation is open."""

import logging
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.dispatch import receiver

from connections.messaging.actions import open_for_introduction
from connections.messaging.groups import company_group
from connections.messaging.signals import message_sent
from network.common import outbox
from network.common.models import OutboxEvent

logger = logging.getLogger(__name__)


@receiver(message_sent, dispatch_uid="push_hint")
def push_hint(sender: Any, *, conversation_id: int, sequence: int, company_ids: list[int], **_: Any) -> None:
    """Runs in the process of the page, after commit: the in-process layer of the embedded mode reaches no other."""
    layer = get_channel_layer()
    hint = {"type": "conversation.hint", "id": conversation_id, "sequence": sequence}
    try:
        for company_id in company_ids:
            async_to_sync(layer.group_send)(company_group(company_id), hint)
    except Exception:  # noqa: BLE001 - the message is saved and open pages ask by themselves
        logger.warning("no hint for conversation %s: the socket layer does not answer", conversation_id)


@outbox.handler("introduction.accepted", batch=50)
def open_conversations(events: list[OutboxEvent]) -> None:
    """The page that accepted has usually opened it already (decision 0003)."""
    for event in events:
        open_for_introduction(int(event.key))
