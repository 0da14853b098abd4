"""When the time of a request runs out, and when whoever asked has left."""

from typing import Any

from companies.approvals.actions.asking import DEADLINE, withdraw_all
from companies.approvals.actions.deciding import meet_deadline
from companies.models import Member
from companies.signals import member_left
from network.common.models import OutboxEvent
from network.common.outbox import handler, publish
from network.common.signals import witness

LEFT = "approvals.requester_left"


@handler(DEADLINE, batch=50)
def meet_deadlines(events: list[OutboxEvent]) -> None:
    for event in events:
        meet_deadline(int(event.key))


@witness(member_left)
def note_who_left(member: Member, **_: Any) -> None:
    """Written with the departure itself: a request of somebody who left must not stay open."""
    publish(LEFT, member.user_id, {"company": member.company_id})


@handler(LEFT, batch=50)
def withdraw_what_he_asked(events: list[OutboxEvent]) -> None:
    for event in events:
        withdraw_all(company_id=event.payload["company"], user_id=int(event.key))
