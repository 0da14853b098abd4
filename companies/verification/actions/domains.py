"""Proving the domain by a DNS record or a file: asked by a member, looked at by a job, looked at again by the clock."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from companies.actions.evidence import move_next_check, record_evidence
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from companies.verification.actions.falling import let_fall
from companies.verification.actions.telling import FAILING, tell_staff
from companies.verification.choices import (
    FAILING_AGAIN_AFTER,
    FAILING_FOR,
    HOLDING,
    LEVEL_OF_METHOD,
    MINUTES_BETWEEN_TRIES,
    SITE_AGAIN_AFTER,
    Found,
    ProofMethod,
    ProofState,
)
from companies.verification.domains import LABEL, PATH, required_domain, token_of
from companies.verification.exceptions import NothingToCheck
from companies.verification.looking import Look, look
from companies.verification.models import DomainProof
from companies.verification.signals import check_asked
from network.common.signals import announce

LEASE: Final = timedelta(minutes=2)
WHERE: Final = {ProofMethod.DNS: f"TXT {LABEL}", ProofMethod.FILE: PATH}


@transaction.atomic
def ask_check(*, acting: Member, method: str) -> DomainProof:
    """Have the record or the file looked at now; the answer comes from the job.

    Raises:
        RoleTooSmall: the member may not change the identity.
        NoWebsite: there is no domain to prove.
        NothingToCheck: it is proven and looked at again by itself.

    """
    require(acting, CompanyPermission.MANAGE_IDENTITY)
    company = _locked(acting.company_id)
    domain = required_domain(company)
    proof = DomainProof.objects.filter(company=company, method=method).first()
    proof = proof or DomainProof(company=company, method=method, state=ProofState.MISSING)
    if not proof.may_be_asked:
        raise NothingToCheck
    proof.domain, proof.token, proof.asked_by = domain, token_of(company, domain), acting.user
    proof.next_check_at = timezone.now()
    if proof.state != ProofState.FAILING:
        proof.state, proof.failures, proof.found, proof.found_text = ProofState.CHECKING, 0, "", ""
    proof.save()
    announce(check_asked, proof_id=proof.pk)
    return proof


def check_what_is_due(limit: int = 20) -> int:
    """Look at what is due, each outside any transaction; return how many were looked at."""
    looked = 0
    for proof in DomainProof.objects.due()[:limit]:
        if _claim(proof):
            settle_look(proof=proof, seen=look(proof.method, proof.domain, proof.token))
            looked += 1
    return looked


@transaction.atomic
def settle_look(*, proof: DomainProof, seen: Look) -> None:
    """Write what a look brought, unless the proof was dropped or its domain changed meanwhile."""
    company = _locked(proof.company_id)
    known = DomainProof.objects.filter(pk=proof.pk, token=proof.token).select_related("asked_by").first()
    if known is None:
        return
    known.company = company
    known.last_checked_at = timezone.now()
    known.found, known.found_text = seen.found, seen.text
    if seen.is_right:
        _prove(known)
    elif known.state in HOLDING:
        _doubt(known)
    elif seen.found == Found.SILENCE and known.failures < len(MINUTES_BETWEEN_TRIES):
        known.next_check_at = _soon(known.failures)
        known.failures += 1
    else:
        known.state, known.next_check_at = ProofState.MISSING, None
    known.save()


def _prove(proof: DomainProof) -> None:
    """The line is there: the rung stands until it is looked at again."""
    first_time = proof.state not in HOLDING
    proof.state, proof.failures, proof.failing_since = ProofState.PROVEN, 0, None
    proof.next_check_at = timezone.now() + SITE_AGAIN_AFTER
    asked_by = Member.objects.active().select_related("user").filter(company=proof.company, user=proof.asked_by).first()
    record_evidence(
        company=proof.company,
        level=LEVEL_OF_METHOD[ProofMethod(proof.method)],
        detail=f"{proof.domain}, {WHERE[ProofMethod(proof.method)]}",
        next_check_at=proof.next_check_at,
        acting=asked_by if first_time else None,
    )


def _doubt(proof: DomainProof) -> None:
    """It was there and is not: told at once, looked at every day for a week, then the rung falls."""
    now = timezone.now()
    level = LEVEL_OF_METHOD[ProofMethod(proof.method)]
    proof.failures += 1
    if proof.failing_since is None:
        proof.failing_since = now
        tell_staff(proof.company, FAILING, level=level, domain=proof.domain)
    if now >= proof.failing_since + FAILING_FOR:
        proof.state, proof.next_check_at, proof.failing_since = ProofState.FALLEN, None, None
        proof.save()
        let_fall(company=proof.company, level=level, reason="not_found")
        return
    proof.state, proof.next_check_at = ProofState.FAILING, now + FAILING_AGAIN_AFTER
    move_next_check(company=proof.company, level=level, next_check_at=proof.next_check_at)


def _claim(proof: DomainProof) -> bool:
    """Take it for two minutes: another worker leaves it alone, a crash gives it back."""
    mine = DomainProof.objects.filter(pk=proof.pk, next_check_at=proof.next_check_at)
    return bool(mine.update(next_check_at=timezone.now() + LEASE))


def _soon(failures: int) -> datetime:
    return timezone.now() + timedelta(minutes=MINUTES_BETWEEN_TRIES[failures])


def _locked(company_id: int) -> Company:
    return Company.objects.select_for_update(no_key=True).get(pk=company_id)
