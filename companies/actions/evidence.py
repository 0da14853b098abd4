"""Writing what was proven about a company's identity."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from companies import journal
from companies.choices import EvidenceLevel
from companies.models import Company, Evidence
from companies.operators import OPERATOR_NAME
from companies.signals import company_changed
from network.common.signals import announce

RECORDED = "identity.evidence_recorded"
ONE_YEAR = timedelta(days=365)


@transaction.atomic
def record_evidence(
    *, company: Company, level: int, detail: str = "", next_check_at: datetime | None = None
) -> Evidence:
    """Add or renew one rung of the ladder; the company's mark is its highest rung."""
    evidence, _created = Evidence.objects.update_or_create(
        company=company,
        level=level,
        defaults={"detail": detail[:200], "checked_at": timezone.now(), "next_check_at": next_check_at},
    )
    highest = company.evidence.aggregate(highest=Max("level"))["highest"] or EvidenceLevel.DECLARED
    company.evidence_level = highest
    company.save(update_fields=["evidence_level", "updated_at"])
    journal.record(company=company, act=RECORDED, system=OPERATOR_NAME, subject=str(level))
    announce(company_changed, company_ids=[company.pk])
    return evidence
