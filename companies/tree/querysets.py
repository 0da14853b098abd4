"""Chainable questions about links between companies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from companies.tree.choices import State

if TYPE_CHECKING:
    from companies.models import Company, Member


class AffiliationQuerySet(models.QuerySet):
    """Links of companies, with the companies one names."""

    def confirmed(self) -> AffiliationQuerySet:
        return self.filter(state=State.CONFIRMED)

    def proposed(self) -> AffiliationQuerySet:
        return self.filter(state=State.PROPOSED)

    def standing(self) -> AffiliationQuerySet:
        """Neither declined nor ended."""
        return self.filter(state__in=(State.PROPOSED, State.CONFIRMED))

    def of(self, company: Company) -> AffiliationQuerySet:
        return self.filter(Q(parent=company) | Q(child=company))

    def visible_to(self, member: Member) -> AffiliationQuerySet:
        """Those of the member's company, on either side."""
        return self.standing().of(member.company).select_related("parent", "child")
