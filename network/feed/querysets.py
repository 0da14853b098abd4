"""Questions about activities and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from companies.models import Company, Member


class ActivityQuerySet(models.QuerySet):
    """Questions about activities."""

    def between_two(self) -> ActivityQuerySet:
        """Facts that both sides confirmed: two companies on one line."""
        return self.filter(other__isnull=False, company__hidden_at=None, other__hidden_at=None)

    def told_of(self, company: Company) -> ActivityQuerySet:
        """Public acts of one company, and facts it confirmed with another; nothing about a page that is hidden."""
        shown = Q(company__hidden_at=None) & (Q(other=None) | Q(other__hidden_at=None))
        return self.filter(shown, Q(company=company) | Q(other=company))

    def newest_first(self) -> ActivityQuerySet:
        return self.select_related("company", "other").order_by("-at", "-pk")


class FeedEntryQuerySet(models.QuerySet):
    """Questions about feeds."""

    def visible_to(self, member: Member) -> FeedEntryQuerySet:
        return self.filter(reader_id=member.company_id, activity__company__hidden_at=None)

    def page_before(self, entry_id: int | None) -> FeedEntryQuerySet:
        """Entries older than one, newest first, with what a row shows; an entry that is gone begins again."""
        last = self.filter(pk=entry_id).values("at", "pk").first() if entry_id else None
        older = self.filter(Q(at__lt=last["at"]) | Q(at=last["at"], pk__lt=last["pk"])) if last else self
        return older.select_related("activity__company", "activity__other").order_by("-at", "-pk")
