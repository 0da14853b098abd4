"""Conversations with both inbox rows and their messages, for tests."""

from datetime import timedelta

from django.utils import timezone

from companies.models import Company
from connections.messaging.models import Conversation, Message, Participation


def make_conversation(one: Company, other: Company, *, messages: int = 1, subject: str = "A warehouse") -> Conversation:
    """A conversation whose messages alternate, `one` first; nothing is read yet by the side that did not write."""
    start = timezone.now() - timedelta(minutes=messages)
    conversation = Conversation.objects.create(
        subject=subject, sequence=messages, last_message_at=start + timedelta(minutes=messages), last_excerpt="Message"
    )
    for company, against, parity in ((one, other, 0), (other, one, 1)):
        Participation.objects.create(
            conversation=conversation,
            company=company,
            other=against,
            last_message_at=conversation.last_message_at,
            unread_count=sum(1 for number in range(messages) if number % 2 != parity),
        )
    Message.objects.bulk_create(
        Message(
            conversation=conversation,
            sequence=number + 1,
            author_company=one if number % 2 == 0 else other,
            text=f"Message {number + 1}",
            sent_at=start + timedelta(minutes=number),
        )
        for number in range(messages)
    )
    return conversation
