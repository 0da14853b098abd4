"""The journal: a company's append-only list of acts."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company


class JournalEntry(models.Model):
    """One act done for a company. Outsiders see the company; colleagues see who did it."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="journal")
    act = models.CharField(max_length=60)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(
        max_length=120, blank=True, help_text="Kept when the account is gone; or the system's name."
    )
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["company", "-id"], name="journal_of_company")]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
