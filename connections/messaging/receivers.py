"""When a message was sent, hint to open pages; when an introduction was accepted, its conversation is open."""

from typing import Any

from django.dispatch import receiver

from connections.messaging.actions import open_for_introduction
from connections.messaging.groups import company_group
from connections.messaging.signals import message_sent
from network.common import outbox
from network.common.models import OutboxEvent
from network.common.pushes import push


@receiver(message_sent, dispatch_uid="push_hint")
def push_hint(sender: Any, *, conversation_id: int, sequence: int, company_ids: list[int], **_: Any) -> None:
    """Open pages of both companies learn at once that something is new."""
    for company_id in company_ids:
        push(company_group(company_id), {"type": "conversation.hint", "id": conversation_id, "sequence": sequence})


@outbox.handler("introduction.accepted", batch=50)
def open_conversations(events: list[OutboxEvent]) -> None:
    """The page that accepted has usually opened it already (decision 0003)."""
    for event in events:
        open_for_introduction(int(event.key))
