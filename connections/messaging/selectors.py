"""The inbox and a conversation as one page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise

from companies.models import Company, Member
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.choices import ConnectionState
from connections.messaging.models import Conversation, Message, Participation
from connections.messaging.times import day_name, short_moment
from connections.selectors import Standing, standing_of
from network.accounts.models import User

ROWS_PER_PAGE = 30
MESSAGES_PER_PAGE = 30


@dataclass(frozen=True)
class InboxRow:
    """One conversation in the list; bold while something in it is unread."""

    url: str
    company: Company
    subject: str
    excerpt: str
    is_ours: bool
    when: str
    moment: datetime
    unread_count: int
    is_current: bool

    @property
    def is_new(self) -> bool:
        return self.unread_count > 0


@dataclass(frozen=True)
class Inbox:
    """The list pane; `older` is the query value that continues it."""

    rows: list[InboxRow]
    older: str
    is_continued: bool
    only_unread: bool


def inbox_of(company: Company, *, older: str = "", only_unread: bool = False, current: int | None = None) -> Inbox:
    """One indexed read, whatever the number of conversations and messages."""
    sides = Participation.objects.inbox_of(company)
    if only_unread:
        sides = sides.unread()
    mark = _read_mark(older)
    if mark:
        moment, pk = mark
        sides = sides.filter(Q(last_message_at__lt=moment) | Q(last_message_at=moment, pk__lt=pk))
    found = list(sides[: ROWS_PER_PAGE + 1])
    shown = found[:ROWS_PER_PAGE]
    last = shown[-1] if len(found) > ROWS_PER_PAGE else None
    return Inbox(
        rows=[_row(side, current) for side in shown],
        older=f"{last.last_message_at.isoformat()}_{last.pk}" if last else "",
        is_continued=mark is not None,
        only_unread=only_unread,
    )


def _read_mark(older: str) -> tuple[datetime, int] | None:
    moment, _, pk = older.rpartition("_")
    try:
        parsed = parse_datetime(moment)
    except ValueError:
        return None
    return (parsed, int(pk)) if parsed and timezone.is_aware(parsed) and pk.isdecimal() else None


def _row(side: Participation, current: int | None) -> InboxRow:
    conversation = side.conversation
    return InboxRow(
        url=conversation.get_absolute_url(),
        company=side.other,
        subject=conversation.subject,
        excerpt=conversation.last_excerpt,
        is_ours=conversation.last_author_company_id == side.company_id,
        when=short_moment(side.last_message_at),
        moment=side.last_message_at,
        unread_count=0 if conversation.pk == current else side.unread_count,
        is_current=conversation.pk == current,
    )


@dataclass(frozen=True)
class ShownMessage:
    """A message as one side reads it: `author` only for messages of its own company."""

    pk: int
    sequence: int
    company: Company
    author: User | None
    sent_at: datetime
    text: str
    day: str
    is_new: bool


def shown_messages(
    messages: Iterable[Message],
    member: Member,
    other: Company,
    *,
    seen_day: date | None = None,
    seen: int | None = None,
) -> list[ShownMessage]:
    """Wrap messages in order; the first of each day carries the day's name, the first after `seen` is marked new."""
    shown = []
    is_marked = False
    for message in messages:
        is_own = message.author_company_id == member.company_id
        day = timezone.localtime(message.sent_at).date()
        is_new = seen is not None and not is_marked and not is_own and message.sequence > seen
        is_marked = is_marked or is_new
        shown.append(
            ShownMessage(
                pk=message.pk,
                sequence=message.sequence,
                company=member.company if is_own else other,
                author=message.author if is_own else None,
                sent_at=message.sent_at,
                text=message.text,
                day=day_name(day) if day != seen_day else "",
                is_new=is_new,
            )
        )
        seen_day = day
    return shown


@dataclass(frozen=True)
class ConversationPage:
    """The middle and the right pane."""

    conversation: Conversation
    side: Participation
    other: Company
    messages: list[ShownMessage]
    last: int
    older: int | None
    is_older: bool
    standing: Standing
    city: str
    may_write: bool

    @property
    def relation(self) -> "str | Promise":
        """The confirmed kind, or that an answer is awaited; empty without a connection."""
        connection = self.standing.connection
        if connection is None or connection.state == ConnectionState.DECLINED:
            return ""
        if connection.is_confirmed:
            return connection.kind_for(self.side.company_id)
        return ConnectionState.PROPOSED.label


def conversation_page(
    side: Participation, member: Member, *, before: int | None = None, seen: int | None = None
) -> ConversationPage:
    """The last messages, or those before a number; six queries, whatever the length of the conversation."""
    conversation = side.conversation
    messages = conversation.messages.before(before or conversation.sequence + 1).select_related("author")
    found = list(messages[: MESSAGES_PER_PAGE + 1])
    shown = found[:MESSAGES_PER_PAGE][::-1]
    place = side.other.places.first()
    return ConversationPage(
        conversation=conversation,
        side=side,
        other=side.other,
        messages=shown_messages(shown, member, side.other, seen=seen),
        last=side.last_read_sequence if before else conversation.sequence,
        older=shown[0].sequence if len(found) > MESSAGES_PER_PAGE else None,
        is_older=before is not None,
        standing=standing_of(member, side.other),
        city=place.city if place else "",
        may_write=may(member, CompanyPermission.WRITE_MESSAGES),
    )


def messages_after(side: Participation, member: Member, sequence: int) -> list[ShownMessage]:
    """What came after a number, for a page that is open; the message of that number tells the day it stands under."""
    found = list(side.conversation.messages.after(sequence - 1).select_related("author"))
    seen_day = None
    if found and found[0].sequence == sequence:
        seen_day = timezone.localtime(found.pop(0).sent_at).date()
    return shown_messages(found, member, side.other, seen_day=seen_day)


def unread_conversations(member: Member) -> int:
    """For the badge: one count on a partial index, and none for a role that does not read."""
    if not may(member, CompanyPermission.READ_MESSAGES):
        return 0
    return Participation.objects.filter(company_id=member.company_id).unread().count()
