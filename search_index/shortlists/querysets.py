"""Questions about shortlists."""

from django.db import models

from companies.models import Member


class ShortlistedQuerySet(models.QuerySet):
    """The shortlist is the team's: every member sees it, nobody else does."""

    def visible_to(self, member: Member) -> "ShortlistedQuerySet":
        """The entries of the member's company, of companies that still have a page."""
        return self.filter(company_id=member.company_id, candidate__hidden_at__isnull=True)

    def with_notes(self) -> "ShortlistedQuerySet":
        """With candidate, who added it, and the notes with their authors."""
        return self.select_related("candidate", "added_by").prefetch_related("notes__author")
