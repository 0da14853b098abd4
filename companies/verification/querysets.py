"""Questions about proofs."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from companies.choices import RequestState
from companies.models import Member
from companies.verification.choices import HOLDING, PAPER_KEPT_FOR, ProofMethod


class DomainProofQuerySet(models.QuerySet):
    """Questions about what a machine checks."""

    def due(self) -> "DomainProofQuerySet":
        """Records and files to look at now, the longest waiting first."""
        asked = self.filter(method__in=[ProofMethod.DNS, ProofMethod.FILE], next_check_at__lte=timezone.now())
        return asked.order_by("next_check_at")

    def holding(self) -> "DomainProofQuerySet":
        return self.filter(state__in=HOLDING)


class PaperProofQuerySet(models.QuerySet):
    """Questions about papers."""

    def visible_to(self, member: Member) -> "PaperProofQuerySet":
        return self.filter(company_id=member.company_id)

    def waiting(self) -> "PaperProofQuerySet":
        return self.filter(state=RequestState.PENDING)

    def with_file_to_delete(self) -> "PaperProofQuerySet":
        """Decided long enough ago that nobody needs the file."""
        return self.filter(~Q(file=""), decided_at__lte=timezone.now() - PAPER_KEPT_FOR)
