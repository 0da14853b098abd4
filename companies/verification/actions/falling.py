"""Rungs that fall: not found for a week, past their term, or of a domain the company has left."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from companies.actions.evidence import withdraw_evidence
from companies.choices import EvidenceLevel
from companies.models import Company, Evidence
from companies.verification.actions.telling import ENDING, FELL, tell_staff
from companies.verification.choices import HOLDING, LEVEL_OF_METHOD, WARNED_BEFORE, ProofMethod, ProofState
from companies.verification.domains import domain_of
from companies.verification.models import DomainProof, EndingNotice

SITE_METHODS = [ProofMethod.DNS, ProofMethod.FILE]
OF_THE_DOMAIN = (EvidenceLevel.MAILBOX, EvidenceLevel.SITE)


@transaction.atomic
def let_fall(*, company: Company, level: int, reason: str) -> bool:
    """Withdraw a rung that nothing holds any more and tell the staff; whether it fell."""
    methods = [method for method, reached in LEVEL_OF_METHOD.items() if reached == level]
    if DomainProof.objects.holding().filter(company=company, method__in=methods).exists():
        return False
    fell = withdraw_evidence(company=company, level=level, reason=reason)
    if fell:
        tell_staff(company, FELL, level=level)
    return fell


@transaction.atomic
def drop_proofs_of_former_domain(*, company_id: int) -> int:
    """The website changed: what proved the old domain says nothing about the new one. Returns how many rungs fell."""
    company = Company.objects.select_for_update(no_key=True).get(pk=company_id)
    domain = domain_of(company)
    DomainProof.objects.filter(company=company).exclude(domain=domain).delete()
    fallen = 0
    for evidence in company.evidence.filter(level__in=OF_THE_DOMAIN):
        if _is_of_another_site(evidence, domain):
            fallen += let_fall(company=company, level=evidence.level, reason="site_changed")
    return fallen


def keep_evidence_fresh() -> int:
    """Once a day: drop what belongs to former domains, warn of what ends, let fall what has ended; how many fell."""
    fallen = sum(drop_proofs_of_former_domain(company_id=company_id) for company_id in _with_former_domain())
    now = timezone.now()
    ending = Evidence.objects.select_related("company").filter(next_check_at__lte=now + WARNED_BEFORE)
    for evidence in ending.exclude(_looked_at_by_itself()).iterator():
        if evidence.next_check_at and evidence.next_check_at <= now:
            fallen += _end(evidence)
        else:
            _warn(evidence)
    return fallen


def _with_former_domain() -> set[int]:
    """Companies that changed their website and were not heard of: the process died right after the commit."""
    proofs = DomainProof.objects.select_related("company").iterator()
    found = {proof.company_id for proof in proofs if proof.domain != domain_of(proof.company)}
    seen = Evidence.objects.filter(level__in=OF_THE_DOMAIN).exclude(detail="").select_related("company").iterator()
    return found | {one.company_id for one in seen if _is_of_another_site(one, domain_of(one.company))}


def _looked_at_by_itself() -> Q:
    """Records and files have checks of their own, which renew the rung or let it fall."""
    standing = DomainProof.objects.filter(method__in=SITE_METHODS, state__in=HOLDING).values("company_id")
    return Q(level=EvidenceLevel.SITE, company_id__in=standing)


@transaction.atomic
def _end(evidence: Evidence) -> bool:
    company = Company.objects.select_for_update(no_key=True).get(pk=evidence.company_id)
    if not Evidence.objects.filter(pk=evidence.pk, next_check_at__lte=timezone.now()).exists():
        return False
    if evidence.level == EvidenceLevel.MAILBOX:
        DomainProof.objects.filter(company=company, method=ProofMethod.MAILBOX).update(state=ProofState.FALLEN)
    return let_fall(company=company, level=evidence.level, reason="expired")


@transaction.atomic
def _warn(evidence: Evidence) -> None:
    _notice, is_new = EndingNotice.objects.get_or_create(
        company_id=evidence.company_id, level=evidence.level, ends_at=evidence.next_check_at
    )
    if is_new:
        tell_staff(
            evidence.company, ENDING, level=evidence.level, day=timezone.localdate(evidence.next_check_at).isoformat()
        )


def _is_of_another_site(evidence: Evidence, domain: str) -> bool:
    """Whether what was seen ("sillage.example, TXT _comptoir") lies neither on the domain, nor below or above it.

    Evidence without words was seen by an operator before there were checks: it keeps its own term.
    """
    proven = evidence.detail.partition(",")[0]
    if not proven or not domain:
        return bool(proven)
    return proven != domain and not proven.endswith(f".{domain}") and not domain.endswith(f".{proven}")
