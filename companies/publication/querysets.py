"""Chainable questions about planned publications and preview links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from companies.publication.choices import UNHAPPY, PlanState

if TYPE_CHECKING:
    from companies.models import Member


class PlannedQuerySet(models.QuerySet):
    """Questions about texts that go on line later."""

    def visible_to(self, member: Member) -> PlannedQuerySet:
        return self.filter(company_id=member.company_id)

    def waiting(self) -> PlannedQuerySet:
        return self.filter(state=PlanState.WAITING)

    def unhappy(self) -> PlannedQuerySet:
        """Whose time came and whose text is not on line."""
        return self.filter(state__in=UNHAPPY)


class PreviewLinkQuerySet(models.QuerySet):
    """Questions about preview links."""

    def visible_to(self, member: Member) -> PreviewLinkQuerySet:
        return self.filter(company_id=member.company_id)

    def open(self) -> PreviewLinkQuerySet:
        """Neither revoked nor past their time."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())
