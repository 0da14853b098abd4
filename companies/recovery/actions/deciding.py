"""Two operators, one after the other, after the week of the staff."""

from django.db import transaction
from django.utils import timezone

from companies import journal
from companies.actions.staff import appoint_owner
from companies.models import Member
from companies.operators import OPERATOR_NAME, require_operator
from companies.recovery.actions.requests import end_request, forget_document, locked_request, next_state
from companies.recovery.actions.telling import DONE, HANDED_OVER, REFUSED, tell_handed_over, tell_outcome
from companies.recovery.choices import RecoveryAct, RecoveryState
from companies.recovery.exceptions import NotDisinterested, SecondMustBeAnother, StillCoolingOff
from companies.recovery.models import RecoveryRequest
from companies.recovery.operators import DECIDE_RECOVERIES
from network.accounts.models import User

SECONDED = "recovery.seconded"


@transaction.atomic
def approve_recovery(*, operator: User, request: RecoveryRequest) -> RecoveryRequest:
    """Approve: the first time it waits for another operator, the second time the person becomes owner.

    Raises:
        NotAnOperator, NotDisinterested: the person may not decide it.
        AlreadyDecided: it is no longer open.
        StillCoolingOff: the staff still has time to object.
        SecondMustBeAnother: the operator approved already.

    """
    request = _judged(operator, request)
    state = next_state(request, RecoveryAct.APPROVE)
    if timezone.now() < request.cooling_until:
        raise StillCoolingOff(request.cooling_until)
    if request.first_approved_by_id == operator.pk:
        raise SecondMustBeAnother
    request.state = state
    if state == RecoveryState.SECONDED:
        request.first_approved_by, request.first_approved_at = operator, timezone.now()
        request.save(update_fields=["state", "first_approved_by", "first_approved_at"])
        journal.record(company=request.company, act=SECONDED, system=OPERATOR_NAME, subject=request.user.display_name)
        return request
    request.second_approved_by, request.ended_by, request.ended_at = operator, operator, timezone.now()
    forget_document(request)
    request.save(update_fields=["state", "second_approved_by", "ended_by", "ended_at", "document"])
    _hand_over(request)
    return request


@transaction.atomic
def refuse_recovery(*, operator: User, request: RecoveryRequest, reason: str) -> RecoveryRequest:
    """One operator is enough to refuse; the person reads why.

    Raises:
        NotAnOperator, NotDisinterested: the person may not decide it.
        AlreadyDecided: it is no longer open.

    """
    request = _judged(operator, request)
    end_request(request, RecoveryAct.REFUSE, by=operator, reason=reason)
    journal.record(company=request.company, act=REFUSED, system=OPERATOR_NAME, subject=request.user.display_name)
    tell_outcome(request, REFUSED)
    return request


def _judged(operator: User, request: RecoveryRequest) -> RecoveryRequest:
    """The request behind its lock, before an operator who gains nothing by it."""
    require_operator(operator, DECIDE_RECOVERIES)
    request = locked_request(request)
    is_of_the_house = Member.objects.active().filter(company=request.company, user=operator).exists()
    if is_of_the_house or operator.pk == request.user_id:
        raise NotDisinterested
    return request


def _hand_over(request: RecoveryRequest) -> None:
    """The person becomes owner, everybody else stays; rivals are closed, all are told."""
    appoint_owner(company=request.company, user=request.user)
    journal.record(company=request.company, act=HANDED_OVER, system=OPERATOR_NAME, subject=request.user.display_name)
    tell_outcome(request, DONE)
    tell_handed_over(request)
    for rival in RecoveryRequest.objects.open().filter(company=request.company).select_related("company", "user"):
        end_request(rival, RecoveryAct.REFUSE, by=request.ended_by)  # type: ignore[arg-type]
        tell_outcome(rival, REFUSED)
