"""The second person decides: approve, or send back with a comment; and what happens when nobody does."""

from django.db import transaction
from django.utils import timezone

from companies.approvals.actions import telling
from companies.approvals.actions.asking import DEADLINE, close, waiting
from companies.approvals.choices import ApprovalState
from companies.approvals.exceptions import CommentMissing, NoLongerWaiting, OwnRequest
from companies.approvals.models import ApprovalRequest
from companies.approvals.permissions import deputy_for, may_decide, people_asked, rule_of
from companies.exceptions import RoleTooSmall
from companies.models import Member
from companies.second_person import kinds
from network.common.exceptions import Refusal
from network.common.outbox import publish


@transaction.atomic
def approve_request(*, acting: Member, request: ApprovalRequest) -> ApprovalRequest:
    """Do the act as whoever asked for it. When the ground has moved, nothing is overwritten: the request is overtaken.

    Raises:
        OwnRequest: nobody approves what he asked for himself.
        RoleTooSmall: the member may not approve acts of this kind.
        NoLongerWaiting: it was decided, replaced or withdrawn meanwhile.

    """
    request = _to_decide(acting, request)
    requester = Member.objects.active().filter(company_id=request.company_id, user_id=request.requested_by_id).first()
    if requester is None or request.gated.is_overtaken(request.company, request.payload):
        return _overtaken(request, acting)
    try:
        with transaction.atomic():
            _mark_approved(request, acting)
            request.gated.apply(requester, request.payload, request.pk)
    except Refusal as refusal:
        return _overtaken(request, acting, str(refusal.sentence))
    telling.note(request, telling.APPROVED, acting)
    telling.tell([request.requested_by], telling.APPROVED, request, by=acting.user.display_name)
    return request


@transaction.atomic
def send_back_request(*, acting: Member, request: ApprovalRequest, comment: str) -> ApprovalRequest:
    """Ask for another version; the text is its author's draft again.

    Raises:
        CommentMissing: nothing says what should change.
        OwnRequest, RoleTooSmall, NoLongerWaiting: as for `approve_request`.

    """
    if not comment.strip():
        raise CommentMissing
    request = _to_decide(acting, request)
    close(request, ApprovalState.SENT_BACK, comment=comment.strip(), decided_by=acting)
    telling.note(request, telling.SENT_BACK, acting)
    telling.tell([request.requested_by], telling.SENT_BACK, request, by=acting.user.display_name)
    return request


@transaction.atomic
def meet_deadline(request_id: int) -> ApprovalRequest | None:
    """The time has run out: first the deputy is told and may decide, then the request ends. Safe to run twice."""
    found = ApprovalRequest.objects.pending().filter(pk=request_id).first()
    if found is None:
        return None
    try:
        request = waiting(found)
    except NoLongerWaiting:
        return None
    if request.deadline_at > timezone.now():
        return None
    rule = rule_of(request.company_id, request.kind)
    deputy = deputy_for(rule, request.requested_by_id)
    asked = people_asked(rule, request.company_id, request.kind, request.requested_by_id)
    by = request.requested_by.display_name if request.requested_by else ""
    if request.deputy_told_at is None:
        request.deputy_told_at = timezone.now()
        request.deadline_at = request.deputy_told_at + request.next_deadline
        request.save(update_fields=["deputy_told_at", "deadline_at"])
        publish(DEADLINE, request.pk, run_at=request.deadline_at)
        people = [deputy] if deputy else asked
        telling.tell((member.user for member in people), telling.DEPUTY, request, by=by)
        return request
    close(request, ApprovalState.TIMED_OUT)
    telling.note(request, telling.TIMED_OUT, None)
    told = {member.user_id: member.user for member in ([deputy] if deputy else asked)}
    telling.tell([request.requested_by, *told.values()], telling.TIMED_OUT, request, by=by)
    return request


def _to_decide(acting: Member, request: ApprovalRequest) -> ApprovalRequest:
    request = waiting(request)
    if request.requested_by_id == acting.user_id:
        raise OwnRequest
    if not may_decide(acting, request, rule_of(request.company_id, request.kind)):
        raise RoleTooSmall(kinds[request.kind].permission)
    return request


def _mark_approved(request: ApprovalRequest, acting: Member) -> None:
    request.state, request.decided_by, request.decided_at = ApprovalState.APPROVED, acting.user, timezone.now()
    request.save(update_fields=["state", "decided_by", "decided_at"])


def _overtaken(request: ApprovalRequest, acting: Member, why: str = "") -> ApprovalRequest:
    close(request, ApprovalState.OVERTAKEN, comment=why, decided_by=acting)
    telling.note(request, telling.OVERTAKEN, acting)
    telling.tell([request.requested_by], telling.OVERTAKEN, request, by=acting.user.display_name)
    return request
