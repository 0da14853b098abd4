"""Begin and end acting for somebody; both are written into the company's journal with the operator's name."""

from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies import journal
from companies.models import Member
from companies.operators_at_work import operator_name
from companies.standing_in.exceptions import MayNotStandIn, NeverForAnOperator, NobodyThere, OneAtATime
from companies.standing_in.models import LASTS, StandIn
from companies.standing_in.operators import STAND_IN
from network.accounts.middleware import ENTER
from network.accounts.models import User
from network.common.outbox import publish
from network.notifications.actions import notify

STARTED: Final = "staff.stand_in_started"
ENDED: Final = "staff.stand_in_ended"
ACTED: Final = "staff.stand_in_acted"
TIME_IS_OVER: Final = "standing_in.time_is_over"


def is_operator(user: User) -> bool:
    """Whoever may enter the back office, by whatever way."""
    return user.is_staff or user.has_perm(ENTER)


@transaction.atomic
def stand_in(*, operator: User, member: Member, reason: str) -> StandIn:
    """Act for a member from now on, at most `LASTS`; the person is told, with the reason.

    Raises:
        MayNotStandIn: the operator lacks the permission.
        NeverForAnOperator: the person is an operator, or himself.
        NobodyThere: the membership or the account has ended.
        OneAtATime: the operator acts for somebody already.

    """
    if not operator.has_perm(STAND_IN):
        raise MayNotStandIn
    person = member.user
    if person.pk == operator.pk or is_operator(person):
        raise NeverForAnOperator
    if member.ended_at is not None or not person.is_active:
        raise NobodyThere
    User.objects.select_for_update().get(pk=operator.pk)
    for former in StandIn.objects.filter(operator=operator, ended_at=None):
        if former.is_running:
            raise OneAtATime
        end(standing=former)
    begun = StandIn.objects.create(
        operator=operator,
        person=person,
        company=member.company,
        reason=reason,
        ends_at=timezone.now() + LASTS,
    )
    _write(begun, STARTED)
    publish(TIME_IS_OVER, begun.pk, run_at=begun.ends_at)
    notify(
        [person],
        STARTED,
        arguments={"company": member.company.name, "reason": reason, "minutes": int(LASTS.total_seconds() // 60)},
        url=reverse("companies:journal"),
        company_id=member.company_id,
    )
    return begun


@transaction.atomic
def end(*, standing: StandIn) -> None:
    """Stop acting for somebody; nothing when it has ended already. The end is at the latest when the time was over."""
    standing = StandIn.objects.select_for_update().get(pk=standing.pk)
    if standing.ended_at is not None:
        return
    standing.ended_at = min(timezone.now(), standing.ends_at)
    standing.save(update_fields=["ended_at"])
    _write(standing, ENDED)


def note_act(*, standing: StandIn, address: str) -> None:
    """Write down an act that left no entry of its own."""
    _write(standing, ACTED, subject=address)


def _write(standing: StandIn, act: str, subject: str = "") -> None:
    journal.record(
        company=standing.company,
        act=act,
        operator=standing.operator,
        system="" if standing.operator else operator_name(None),
        subject=subject or standing.person.display_name,
        details={"reason": standing.reason, "until": standing.ends_at.isoformat()} if act == STARTED else {},
    )
