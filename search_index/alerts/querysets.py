"""Questions about kept searches and their news."""

from django.db import models

from companies.models import Member
from search_index.alerts.choices import Frequency


class SavedSearchQuerySet(models.QuerySet):
    """A kept search is its person's, in the company he acted for."""

    def visible_to(self, member: Member) -> "SavedSearchQuerySet":
        return self.filter(company_id=member.company_id, user_id=member.user_id)

    def telling(self) -> "SavedSearchQuerySet":
        """Searches whose news somebody wants, of people who still belong to the company."""
        return self.exclude(frequency=Frequency.OFF).filter(
            user__is_active=True,
            company__members__user_id=models.F("user_id"),
            company__members__ended_at__isnull=True,
        )


class AlertQuerySet(models.QuerySet):
    def to_send(self) -> "AlertQuerySet":
        """News that were not told yet, of companies that still have a page, in order of the searches."""
        return (
            self.filter(sent_at__isnull=True, company__hidden_at__isnull=True)
            .select_related("search", "company")
            .order_by("search__created_at", "search_id", "pk")
        )
