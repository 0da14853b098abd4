"""The shortlist of a company, shared by its team, with the team's notes."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from search_index.shortlists.querysets import ShortlistedQuerySet


class Shortlisted(models.Model):
    """A company that another one keeps in mind; the company kept is never told."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="shortlist")
    candidate = models.ForeignKey(Company, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ShortlistedQuerySet.as_manager()

    class Meta:
        verbose_name = _("shortlisted company")
        verbose_name_plural = _("shortlisted companies")
        ordering = ["-added_at", "-pk"]
        constraints = [
            # Two colleagues add the same company: its notes would be in two places.
            models.UniqueConstraint(fields=["company", "candidate"], name="shortlisted_once"),
            # A company that asks itself for an introduction.
            models.CheckConstraint(condition=~Q(company=F("candidate")), name="shortlists_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.candidate}"


class ShortlistNote(models.Model):
    """What somebody of the team wrote about a candidate; only the team reads it."""

    entry = models.ForeignKey(Shortlisted, models.CASCADE, related_name="notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.CharField(_("note"), max_length=400)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text
