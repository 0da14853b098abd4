"""Questions about requests for approval."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from companies.approvals.choices import ApprovalState

if TYPE_CHECKING:
    from companies.models import Member


class ApprovalRequestQuerySet(models.QuerySet):
    def of_company(self, member: Member) -> ApprovalRequestQuerySet:
        return self.filter(company_id=member.company_id)

    def visible_to(self, member: Member, kinds: Iterable[str]) -> ApprovalRequestQuerySet:
        """The member's own, and those of the kinds he may approve or stands in for."""
        return self.of_company(member).filter(Q(requested_by=member.user_id) | Q(kind__in=list(kinds)))

    def pending(self) -> ApprovalRequestQuerySet:
        return self.filter(state=ApprovalState.PENDING)

    def closed(self) -> ApprovalRequestQuerySet:
        return self.exclude(state=ApprovalState.PENDING)
