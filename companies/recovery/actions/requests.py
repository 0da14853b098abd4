"""Asking to recover a company, taking it back, and the staff that answers "we are here"."""

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils import timezone

from companies import journal
from companies.claim_checks import has_verified_mailbox, mailbox_is_of_site, number_is_of_company
from companies.exceptions import AlreadyAsked, AlreadyDecided
from companies.models import Company, Member
from companies.permissions import require
from companies.recovery.actions.telling import ASKED, STOPPED, tell_outcome, warn_everybody
from companies.recovery.choices import ASK_AGAIN_AFTER, COOLING_OFF, TRANSITIONS, RecoveryAct, RecoveryState
from companies.recovery.exceptions import NotAgainYet, NothingToRecover, OwnerAlready
from companies.recovery.models import RecoveryRequest
from companies.roles import CompanyPermission, Role
from network.accounts.models import User

WITHDRAWN = "recovery.withdrawn"


@transaction.atomic
def ask_recovery(
    *, user: User, company: Company, function: str, explanation: str, registration_number: str, document: File
) -> RecoveryRequest:
    """Say that no owner answers; everybody concerned is told at once and has a week to object.

    Raises:
        NothingToRecover: nobody holds the page yet.
        OwnerAlready: the person is an owner.
        NotAgainYet: the last request was stopped or refused less than 30 days ago.
        AlreadyAsked: the person's request is open.

    """
    company = Company.objects.select_for_update().get(pk=company.pk)
    if not company.is_claimed:
        raise NothingToRecover(company)
    if Member.objects.active().filter(company=company, user=user, role=Role.OWNER).exists():
        raise OwnerAlready
    _refuse_too_soon(user, company)
    try:
        with transaction.atomic():
            request = RecoveryRequest.objects.create(
                company=company,
                user=user,
                function=function,
                explanation=explanation,
                registration_number=registration_number,
                number_matches=number_is_of_company(registration_number, company),
                mailbox_matches=has_verified_mailbox(user) and mailbox_is_of_site(user.email, company.website),
                document=document,
                cooling_until=timezone.now() + COOLING_OFF,
            )
    except IntegrityError as error:
        raise AlreadyAsked from error
    journal.record(company=company, act=ASKED, system=user.display_name, subject=function)
    warn_everybody(request)
    return request


@transaction.atomic
def withdraw_recovery(*, request: RecoveryRequest) -> RecoveryRequest:
    """Take the request back; its document is deleted.

    Raises:
        AlreadyDecided: it is no longer open.

    """
    request = locked_request(request)
    end_request(request, RecoveryAct.WITHDRAW, by=request.user)
    journal.record(company=request.company, act=WITHDRAWN, system=request.user.display_name)
    return request


@transaction.atomic
def stop_recovery(*, acting: Member, request: RecoveryRequest) -> RecoveryRequest:
    """An owner or administrator is there after all: the request ends.

    Raises:
        RoleTooSmall: the member does not look after the staff.
        AlreadyDecided: it is no longer open.

    """
    require(acting, CompanyPermission.MANAGE_STAFF)
    request = locked_request(request)
    end_request(request, RecoveryAct.STOP, by=acting.user)
    journal.record(company=request.company, act=STOPPED, acting=acting, subject=request.user.display_name)
    tell_outcome(request, STOPPED)
    return request


def locked_request(request: RecoveryRequest) -> RecoveryRequest:
    """The request as it is now, behind the lock of its company: an objection and an approval come one after the other."""
    Company.objects.select_for_update(no_key=True).get(pk=request.company_id)
    requests = RecoveryRequest.objects.select_for_update(of=("self",))
    return requests.select_related("company", "user").get(pk=request.pk)


def next_state(request: RecoveryRequest, act: RecoveryAct) -> RecoveryState:
    """What the act makes of the request.

    Raises:
        AlreadyDecided: nothing, it has ended.

    """
    state = TRANSITIONS.get((RecoveryState(request.state), act))
    if state is None:
        raise AlreadyDecided
    return state


def end_request(request: RecoveryRequest, act: RecoveryAct, *, by: User, reason: str = "") -> None:
    """End it without a change of owner; the document is no longer needed.

    Raises:
        AlreadyDecided: it has ended.

    """
    request.state = next_state(request, act)
    request.ended_by, request.ended_at, request.reason = by, timezone.now(), reason
    forget_document(request)
    request.save(update_fields=["state", "ended_by", "ended_at", "reason", "document"])


def forget_document(request: RecoveryRequest) -> None:
    """The row lets go of it now, the disk once that has committed."""
    if request.document:
        storage, name = request.document.storage, request.document.name
        request.document = ""
        transaction.on_commit(lambda: storage.delete(name))


def _refuse_too_soon(user: User, company: Company) -> None:
    sent_away = (RecoveryState.STOPPED, RecoveryState.REFUSED)
    last = RecoveryRequest.objects.filter(user=user, company=company, state__in=sent_away).first()
    if last and last.ended_at and last.ended_at + ASK_AGAIN_AFTER > timezone.now():
        raise NotAgainYet(last.ended_at + ASK_AGAIN_AFTER)
