"""Public acts of companies, and one row per company that follows them: written off the request path, read by one index."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.feed.querysets import ActivityQuerySet, FeedEntryQuerySet


class ActivityKind(models.TextChoices):
    """What a company did, worded between its name and the other company's."""

    FOUNDED = "founded", _("opened its page")
    CLAIMED = "claimed", _("took over its page")
    UPDATED = "updated", _("updated its page")
    LISTED = "listed", _("joined the providers")
    CONNECTED = "connected", _("works with")


WORDS_OF_A_CONNECTION = {
    "client": _("is a client of"),
    "supplier": _("is a supplier of"),
    "partner": _("is a partner of"),
    "press": _("works in the press with"),
}
"""What the company that confirmed is for the other one; a connection told without its kind says "works with"."""


class Activity(models.Model):
    """One public act of a company."""

    key = models.CharField(max_length=100, unique=True, help_text="The same act told twice makes one row.")
    kind = models.CharField(max_length=12, choices=ActivityKind)
    company = models.ForeignKey(Company, models.CASCADE, related_name="activities")
    other = models.ForeignKey(Company, models.CASCADE, null=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        indexes = [
            models.Index(fields=["-at", "-id"], name="activity_latest"),
            models.Index(fields=["company", "-at"], name="activity_of_company"),
        ]

    def __str__(self) -> str:
        return f"{self.company} {self.kind}"

    @property
    def is_of_today(self) -> bool:
        return timezone.localdate(self.at) == timezone.localdate()

    @property
    def words(self) -> str:
        """What stands between the two names."""
        if self.kind == ActivityKind.CONNECTED and self.subject in WORDS_OF_A_CONNECTION:
            return str(WORDS_OF_A_CONNECTION[self.subject])
        return str(ActivityKind(self.kind).label)


class FeedEntry(models.Model):
    """An activity in the feed of one following company (fan-out on write by INSERT ... SELECT)."""

    reader = models.ForeignKey(Company, models.CASCADE, related_name="+")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = FeedEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("feed entry")
        verbose_name_plural = _("feed entries")
        constraints = [
            # The same act shown twice in one feed.
            models.UniqueConstraint(fields=["reader", "activity"], name="activity_once_per_feed"),
        ]
        indexes = [models.Index(fields=["reader", "-at", "-id"], name="feed_page")]

    def __str__(self) -> str:
        return f"{self.reader_id} {self.activity_id}"
