"""When a mail was queued, the worker sends it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from network.common.models import OutboxEvent
from network.common.outbox import handler, publish
from network.notifications import sending
from network.notifications.actions import SEND


@handler(SEND, batch=20)
def send_mails(events: list[OutboxEvent]) -> None:
    """Send once the events are committed as done, so that no failure can bring them back; a check follows later."""
    mail_ids = [int(event.key) for event in events]
    publish(sending.CHECK, mail_ids[0], {"mail_ids": mail_ids}, run_at=timezone.now() + sending.CHECK_AFTER)
    transaction.on_commit(partial(sending.send_all, mail_ids), robust=True)


@handler(sending.CHECK, batch=1)
def check_mails(events: list[OutboxEvent]) -> None:
    """Ten minutes after a batch nothing of it may still be on its way."""
    for event in events:
        sending.check(event.payload["mail_ids"])
