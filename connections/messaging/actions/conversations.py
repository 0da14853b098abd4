"""Open a conversation from an accepted introduction, and note how far a company has read."""

from django.db import transaction
from django.utils.text import Truncator

from companies.models import Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections import actions as connections
from connections.choices import IntroductionState
from connections.exceptions import AlreadyAnswered
from connections.messaging.actions.messages import append
from connections.messaging.models import Conversation, Participation
from connections.models import Introduction
from network.notifications.actions import mark_read_at

SUBJECT_CHARACTERS = 80


@transaction.atomic
def accept_introduction(*, acting: Member, introduction: Introduction) -> Conversation:
    """Accept and open the conversation in one transaction, so that the page shows it at once (decision 0003)."""
    accepted = connections.accept_introduction(acting=acting, introduction=introduction)
    return open_for_introduction(accepted.pk)


@transaction.atomic
def open_for_introduction(introduction_id: int) -> Conversation:
    """The conversation of an accepted introduction, made once; its first message is what the asking company wrote.

    Raises:
        AlreadyAnswered: the introduction was not accepted.

    """
    introduction = Introduction.objects.select_for_update(of=("self",)).with_companies().get(pk=introduction_id)
    if introduction.state != IntroductionState.ACCEPTED:
        raise AlreadyAnswered
    opened = Conversation.objects.filter(introduction=introduction).first()
    if opened:
        return opened

    first_line = introduction.purpose.strip().partition("\n")[0].removesuffix(".")
    conversation = Conversation.objects.create(
        introduction=introduction,
        subject=Truncator(first_line).chars(SUBJECT_CHARACTERS),
        last_message_at=introduction.created_at,
    )
    asking, asked = introduction.asking, introduction.asked
    Participation.objects.bulk_create(
        Participation(conversation=conversation, company=one, other=other, last_message_at=introduction.created_at)
        for one, other in ((asking, asked), (asked, asking))
    )
    append(conversation, asking, introduction.author, f"{introduction.purpose}\n\n{introduction.benefit}")
    # The asked company has just read it, on the request.
    Participation.objects.filter(conversation=conversation).update(
        unread_count=0, last_read_sequence=conversation.sequence
    )
    return conversation


@transaction.atomic
def mark_read(*, acting: Member, participation: Participation, sequence: int) -> None:
    """Everything up to `sequence` was on the screen of one of the company's people."""
    require(acting, CompanyPermission.READ_MESSAGES)
    mine = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("conversation")
        .get(pk=participation.pk, company_id=acting.company_id)
    )
    if sequence <= mine.last_read_sequence and not mine.unread_count:
        return
    mine.last_read_sequence = max(sequence, mine.last_read_sequence)
    mine.unread_count = mine.conversation.messages.foreign_to(acting.company_id).after(mine.last_read_sequence).count()
    mine.save(update_fields=["last_read_sequence", "unread_count"])
    mark_read_at(user=acting.user, path=mine.conversation.get_absolute_url())
