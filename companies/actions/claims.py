"""Claiming an imported page: the claimant works on a private draft, an operator decides."""

from typing import Final

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from companies import journal
from companies.actions.evidence import ONE_YEAR, record_evidence
from companies.actions.sections import save_section
from companies.actions.staff import add_member
from companies.choices import EvidenceLevel, RequestState
from companies.claim_checks import has_verified_mailbox, mailbox_is_of_site, number_is_of_company
from companies.exceptions import AlreadyAsked, AlreadyClaimed, AlreadyDecided, ClaimsClosed
from companies.models import Claim, Company, Member
from companies.operators import DECIDE_CLAIMS, require_operator
from companies.roles import Role
from companies.sections import Content, section_of
from companies.signals import company_changed, company_claimed
from network.accounts.models import User
from network.common import live_settings
from network.common.activity import tell_activity
from network.common.signals import announce
from network.notifications.actions import notify

CLAIMED = "company.claimed"
APPROVED = "claim.approved"
REFUSED = "claim.refused"
TAKEN = "claim.taken"
CLAIMS_ARE_OPEN: Final = live_settings.register(
    live_settings.Flag(
        name="companies.claims_are_open",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Pages can be claimed"),
        help=gettext_lazy("While closed, the form says so; claims that were sent are decided as ever."),
    )
)


@transaction.atomic
def submit_claim(
    *,
    user: User,
    company: Company,
    function: str,
    registration_number: str,
    document: File | None = None,
    message: str = "",
) -> Claim:
    """Say "this is my company"; what a machine can check is checked now and shown to the operator.

    Raises:
        ClaimsClosed: the operators take no new claims just now.
        AlreadyClaimed: the page belongs to its company already.
        AlreadyAsked: the person's claim of this page is waiting.

    """
    if not CLAIMS_ARE_OPEN.now():
        raise ClaimsClosed
    company = Company.objects.select_for_update().get(pk=company.pk)
    if company.is_claimed:
        raise AlreadyClaimed
    try:
        with transaction.atomic():
            return Claim.objects.create(
                company=company,
                user=user,
                function=function,
                registration_number=registration_number,
                number_matches=number_is_of_company(registration_number, company),
                mailbox_matches=has_verified_mailbox(user) and mailbox_is_of_site(user.email, company.website),
                document=document or "",
                message=message,
            )
    except IntegrityError as error:
        raise AlreadyAsked from error


@transaction.atomic
def save_claim_draft(*, claim: Claim, kind: str, content: Content) -> Claim:
    """Keep what the claimant writes for himself; nothing of it is shown before the approval.

    Raises:
        AlreadyDecided: the claim is no longer waiting.

    """
    claim = _waiting(claim)
    claim.draft = {**claim.draft, kind: content}
    claim.save(update_fields=["draft"])
    return claim


@transaction.atomic
def withdraw_claim(*, claim: Claim) -> Claim:
    """Take the claim back; its document is deleted.

    Raises:
        AlreadyDecided: the claim is no longer waiting.

    """
    claim = _waiting(claim)
    claim.state = RequestState.WITHDRAWN
    claim.decided_at = timezone.now()
    claim.save(update_fields=["state", "decided_at"])
    _forget_document(claim)
    return claim


@transaction.atomic
def approve_claim(*, operator: User, claim: Claim) -> Member:
    """Give the page to the claimant: he becomes its owner and his draft is published.

    Raises:
        NotAnOperator: the person may not decide claims.
        AlreadyDecided: the claim is no longer waiting.
        AlreadyClaimed: another claim was approved first.

    """
    require_operator(operator, DECIDE_CLAIMS)
    company = Company.objects.select_for_update().get(pk=claim.company_id)
    claim = _waiting(claim)
    if company.is_claimed:
        raise AlreadyClaimed

    _decide(claim, operator, RequestState.APPROVED)
    company.claimed_at = timezone.now()
    company.save(update_fields=["claimed_at", "updated_at"])
    member = add_member(company=company, user=claim.user, role=Role.OWNER)
    member.title = claim.function
    member.save(update_fields=["title"])
    journal.record(company=company, act=CLAIMED, acting=member, subject=claim.function)
    _prove(claim, company)
    _publish_draft(claim, member)

    _tell(claim, APPROVED)
    _close_rivals(claim, operator)
    tell_activity(f"claimed:{company.pk}", "claimed", company_id=company.pk)
    announce(company_claimed, company=company, member=member)
    announce(company_changed, company_ids=[company.pk])
    return member


@transaction.atomic
def refuse_claim(*, operator: User, claim: Claim, reason: str) -> Claim:
    """Refuse a claim and say why; the claimant may claim again with better evidence.

    Raises:
        NotAnOperator: the person may not decide claims.
        AlreadyDecided: the claim is no longer waiting.

    """
    require_operator(operator, DECIDE_CLAIMS)
    claim = _waiting(claim)
    _decide(claim, operator, RequestState.REFUSED, reason)
    _tell(claim, REFUSED)
    return claim


def _waiting(claim: Claim) -> Claim:
    locked = Claim.objects.select_for_update(of=("self",)).select_related("company", "user").get(pk=claim.pk)
    if locked.state != RequestState.PENDING:
        raise AlreadyDecided
    return locked


def _decide(claim: Claim, operator: User, state: str, reason: str = "") -> None:
    claim.state, claim.reason = state, reason
    claim.decided_by, claim.decided_at = operator, timezone.now()
    claim.save(update_fields=["state", "reason", "decided_by", "decided_at"])


def _prove(claim: Claim, company: Company) -> None:
    """The rungs an operator has seen; the mailbox is one of them, and was never enough alone."""
    next_check_at = timezone.now() + ONE_YEAR
    if claim.mailbox_matches:
        mailbox = claim.user.email.rpartition("@")[2]
        record_evidence(company=company, level=EvidenceLevel.MAILBOX, detail=mailbox, next_check_at=next_check_at)
    if claim.document:
        record_evidence(company=company, level=EvidenceLevel.DOCUMENT, next_check_at=next_check_at)


def _publish_draft(claim: Claim, member: Member) -> None:
    for kind, content in claim.draft.items():
        published = section_of(member.company, kind)
        save_section(acting=member, kind=kind, content=content, base_version=published.version)


def _close_rivals(approved: Claim, operator: User) -> None:
    rivals = Claim.objects.select_for_update(of=("self",)).select_related("company", "user")
    for rival in rivals.filter(company_id=approved.company_id, state=RequestState.PENDING):
        _decide(rival, operator, RequestState.REFUSED)
        _tell(rival, TAKEN)


def _tell(claim: Claim, kind: str) -> None:
    notify(
        [claim.user],
        kind,
        arguments={"company": claim.company.name, "reason": claim.reason},
        url=reverse("companies:overview")
        if kind == APPROVED
        else reverse("companies:claim", args=[claim.company.slug]),
        company_id=claim.company_id if kind == APPROVED else None,
    )


def _forget_document(claim: Claim) -> None:
    if claim.document:
        claim.document.delete(save=False)
        claim.document = ""
        claim.save(update_fields=["document"])
