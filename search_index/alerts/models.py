"""Kept searches, the companies that answer them, and those that newly do."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from search_index.alerts.choices import Frequency
from search_index.alerts.querysets import AlertQuerySet, SavedSearchQuerySet


class SavedSearch(models.Model):
    """A search as it stands in an address, kept by a person for his company."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="saved_searches")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=120)
    address = models.CharField(_("search"), max_length=1500, help_text="The query part of its address, in one order.")
    frequency = models.CharField(_("tell me"), max_length=10, choices=Frequency, default=Frequency.DAILY)
    created_at = models.DateTimeField(auto_now_add=True)
    told_at = models.DateTimeField(default=timezone.now, help_text="When news were last sent, or it was kept.")

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("kept search")
        verbose_name_plural = _("kept searches")
        ordering = ["-created_at", "-pk"]
        constraints = [
            # The same search kept twice tells everything twice.
            models.UniqueConstraint(fields=["company", "user", "address"], name="search_kept_once"),
        ]
        indexes = [
            models.Index(fields=["frequency"], condition=~Q(frequency="off"), name="searches_that_tell"),
        ]

    def __str__(self) -> str:
        return self.name


class SavedMatch(models.Model):
    """A company that answers a kept search: what tells a new match from a cosmetic edit of an old one."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="matches")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            # A company told twice for one reason.
            models.UniqueConstraint(fields=["search", "company"], name="match_known_once"),
        ]

    def __str__(self) -> str:
        return f"{self.search}: {self.company_id}"


class Alert(models.Model):
    """A company newly answers a kept search; `criteria` says what it answers now and did not before."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="alerts")
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    criteria = models.JSONField(default=list, help_text="Pairs of a criterion and its value; see alerts.criteria.")
    found_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = AlertQuerySet.as_manager()

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["search"], condition=Q(sent_at__isnull=True), name="alerts_to_send"),
        ]

    def __str__(self) -> str:
        return f"{self.search}: {self.company_id}"
