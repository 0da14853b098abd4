"""Writing what was proven about a company's identity: the only writer of `Evidence` and of the mark of a company."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from companies import journal
from companies.choices import EvidenceLevel
from companies.models import Company, Evidence, Member
from companies.operators import OPERATOR_NAME
from companies.signals import company_changed
from network.common.signals import announce

RECORDED = "identity.evidence_recorded"
FELL = "identity.evidence_fell"
ONE_YEAR = timedelta(days=365)


@transaction.atomic
def record_evidence(
    *,
    company: Company,
    level: int,
    detail: str = "",
    next_check_at: datetime | None = None,
    acting: Member | None = None,
) -> Evidence:
    """Add or renew one rung of the ladder; the company's mark is its highest rung.

    The journal names `acting` when a member proved it himself, otherwise the network.
    """
    _lock(company)
    evidence, _created = Evidence.objects.update_or_create(
        company=company,
        level=level,
        defaults={"detail": detail[:200], "checked_at": timezone.now(), "next_check_at": next_check_at},
    )
    journal.record(
        company=company, act=RECORDED, acting=acting, system="" if acting else OPERATOR_NAME, subject=str(level)
    )
    _set_mark(company)
    return evidence


@transaction.atomic
def withdraw_evidence(*, company: Company, level: int, reason: str) -> bool:
    """Let one rung fall because what proved it no longer holds; whether there was one.

    `reason` is a word for the journal: "expired", "not_found", "site_changed".
    """
    _lock(company)
    fallen, _rows = Evidence.objects.filter(company=company, level=level).delete()
    if not fallen:
        return False
    journal.record(company=company, act=FELL, system=OPERATOR_NAME, subject=str(level), details={"reason": reason})
    _set_mark(company)
    return True


@transaction.atomic
def move_next_check(*, company: Company, level: int, next_check_at: datetime) -> None:
    """Say on the card when a rung is looked at again, without saying that it was looked at."""
    Evidence.objects.filter(company=company, level=level).update(next_check_at=next_check_at)


def _lock(company: Company) -> None:
    """Two proofs at once: each would work out the highest rung without the other."""
    Company.objects.select_for_update(no_key=True).only("pk").get(pk=company.pk)


def _set_mark(company: Company) -> None:
    highest = Evidence.objects.filter(company=company).aggregate(highest=Max("level"))["highest"]
    company.evidence_level = highest or EvidenceLevel.DECLARED
    company.save(update_fields=["evidence_level", "updated_at"])
    announce(company_changed, company_ids=[company.pk])
