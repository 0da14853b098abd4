"""Write a message: one number after the other, and one mail until the other side has read."""

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections.exceptions import BlockedByUs
from connections.messaging import signals
from connections.messaging.exceptions import ConversationClosed, NewerMessages
from connections.messaging.models import EXCERPT_CHARACTERS, Conversation, Message, Participation
from connections.models import Block
from connections.news import tell
from network.accounts.models import User
from network.common.signals import announce


@transaction.atomic
def send_message(*, acting: Member, conversation: Conversation, text: str, last_seen: int | None = None) -> Message:
    """Write in the company's name; `last_seen` is the number of the last message the writer had on the screen.

    Raises:
        NewerMessages: somebody else wrote after `last_seen`.
        ConversationClosed, BlockedByUs: one side blocked the other.

    """
    require(acting, CompanyPermission.WRITE_MESSAGES)
    # The number of the next message is taken under this lock: two writers get two numbers.
    conversation = Conversation.objects.select_for_update().get(pk=conversation.pk)
    sides = {
        side.company_id: side
        for side in Participation.objects.select_for_update(of=("self",))
        .filter(conversation=conversation)
        .select_related("company", "other")
        .order_by("pk")
    }
    mine = sides[acting.company_id]
    _require_unblocked(acting, mine.other)
    if last_seen is not None:
        newer = conversation.messages.after(last_seen).exclude(author_id=acting.user_id).count()
        if newer:
            raise NewerMessages(newer)

    theirs = sides[mine.other_id]
    is_first_unread = theirs.unread_count == 0
    message = append(conversation, acting.company, acting.user, text)

    record(company=acting.company, act="messages.sent", acting=acting, subject=mine.other.name)
    if is_first_unread:
        tell(
            theirs.company,
            CompanyPermission.READ_MESSAGES,
            "message_received",
            about=acting.company,
            url=reverse("messaging:conversation", args=[conversation.pk]),
            subject=conversation.subject,
        )
    announce(
        signals.message_sent,
        conversation_id=conversation.pk,
        sequence=message.sequence,
        company_ids=[acting.company_id, mine.other_id],
    )
    return message


def append(conversation: Conversation, company: Company, author: User | None, text: str) -> Message:
    """Add the next message and bring both inbox rows up to date; the caller holds the conversation's lock."""
    now = timezone.now()
    message = Message.objects.create(
        conversation=conversation,
        sequence=conversation.sequence + 1,
        author_company=company,
        author=author,
        text=text,
        sent_at=now,
    )
    conversation.sequence = message.sequence
    conversation.last_message_at = now
    conversation.last_excerpt = Truncator(" ".join(text.split())).chars(EXCERPT_CHARACTERS)
    conversation.last_author_company = company
    conversation.save(update_fields=["sequence", "last_message_at", "last_excerpt", "last_author_company"])
    sides = Participation.objects.filter(conversation=conversation)
    sides.filter(company=company).update(last_message_at=now, last_read_sequence=message.sequence, unread_count=0)
    sides.exclude(company=company).update(last_message_at=now, unread_count=F("unread_count") + 1)
    return message


def _require_unblocked(acting: Member, other: Company) -> None:
    blockers = set(Block.objects.between(acting.company_id, other.pk).values_list("blocker_id", flat=True))
    if acting.company_id in blockers:
        raise BlockedByUs(other.name)
    if blockers:
        raise ConversationClosed
