"""Reminders of payment links, when their day has come."""

from network.common.models import OutboxEvent
from network.common.outbox import handler
from premium.payment_links.actions.sending import remind
from premium.payment_links.signals import REMINDER_DUE


@handler(REMINDER_DUE, batch=50)
def send_reminders(events: list[OutboxEvent]) -> None:
    for event in events:
        remind(int(event.key), event.payload["day"])
