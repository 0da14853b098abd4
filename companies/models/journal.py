"""The journal: a company's append-only list of acts, each chained to the one before."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company

LENGTH_OF_HASH = 64


class JournalEntry(models.Model):
    """One act done for a company. Outsiders see the company; colleagues see who did it.

    Triggers refuse every change but two: `companies.sealing` gives an entry its place in the chain, once,
    and an author's name, number and salt may be blanked; `companies.chain` says why the proof survives that.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="journal")
    act = models.CharField(max_length=60)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(
        max_length=120, blank=True, help_text="Kept when the account is gone; or the system's name."
    )
    author_number = models.PositiveBigIntegerField(null=True, help_text="The author's account, kept when it is gone.")
    subject = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    number = models.PositiveIntegerField(null=True, help_text="Place in the company's chain from 1; none until sealed.")
    author_salt = models.CharField(max_length=32, blank=True, default="", db_default="")
    author_digest = models.CharField(max_length=LENGTH_OF_HASH, blank=True, default="", db_default="")
    previous_hash = models.CharField(max_length=LENGTH_OF_HASH, blank=True, default="", db_default="")
    hash = models.CharField(max_length=LENGTH_OF_HASH, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["company", "-id"], name="journal_of_company"),
            models.Index(fields=["company", "id"], name="journal_to_seal", condition=Q(number=None)),
        ]
        constraints = [
            # Two entries at one place of the chain: one of them would be outside the proof.
            models.UniqueConstraint(fields=["company", "number"], name="one_journal_entry_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class JournalHead(models.Model):
    """The end of a company's chain: the lock of who seals, and the witness against a tail that was cut off."""

    company = models.OneToOneField(Company, models.CASCADE, related_name="journal_head")
    count = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=LENGTH_OF_HASH, blank=True, default="", db_default="")

    class Meta:
        verbose_name = _("end of a journal")
        verbose_name_plural = _("ends of journals")

    def __str__(self) -> str:
        return f"{self.company_id}: {self.count}"
