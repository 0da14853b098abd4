"""Pairs of pages that look like one company, merges, and every row a merge touched."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.duplicates.choices import UNDONE_WITHIN, LeftBecause, Likeness
from companies.duplicates.querysets import SuspicionQuerySet
from companies.models import Company


class Suspicion(models.Model):
    """Two pages that look like one company; found every night, judged by an operator."""

    low = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("page"))
    high = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("other page"))
    likenesses = models.JSONField(default=list, help_text="Values of Likeness.")
    weight = models.PositiveSmallIntegerField(_("weight"), default=0)
    found_at = models.DateTimeField(_("found"), default=timezone.now)
    dismissed_at = models.DateTimeField(_("not the same"), null=True)
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = SuspicionQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        constraints = [
            # The same two pages judged twice, once each way round.
            models.UniqueConstraint(fields=["low", "high"], name="one_suspicion_per_pair"),
            models.CheckConstraint(condition=Q(low__lt=F("high")), name="suspicion_pair_is_ordered"),
        ]
        indexes = [
            models.Index(fields=["-weight", "id"], condition=Q(dismissed_at=None), name="suspicions_to_judge"),
        ]

    def __str__(self) -> str:
        return f"{self.low} · {self.high}"

    @property
    def reasons(self) -> str:
        """What the two share, in the reader's language."""
        return ", ".join(str(Likeness(key).label) for key in self.likenesses)


def undo_deadline() -> datetime:
    return timezone.now() + UNDONE_WITHIN


class Merge(models.Model):
    """One page merged into another by an operator. Written only by `actions`."""

    kept = models.ForeignKey(Company, models.PROTECT, related_name="merges", verbose_name=_("page kept"))
    merged = models.ForeignKey(Company, models.PROTECT, related_name="+", verbose_name=_("page merged"))
    operator = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    with_staff = models.BooleanField(_("with its staff"), default=False)
    contents = models.JSONField(default=dict, help_text="What the merged page said, by kind of section.")
    at = models.DateTimeField(_("merged"), default=timezone.now)
    undo_until = models.DateTimeField(_("undo until"), default=undo_deadline)
    undone_at = models.DateTimeField(_("undone"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-at", "-pk"]
        constraints = [
            # A page that leads to two pages at once.
            models.UniqueConstraint(fields=["merged"], condition=Q(undone_at=None), name="one_merge_per_page"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_merges_into_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.kept}"

    @property
    def can_be_undone(self) -> bool:
        return self.undone_at is None and self.undo_until > timezone.now()


class MergedRow(models.Model):
    """One row a merge touched: its values before, and those the merge left, which an undo must find again."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=80)
    row = models.BigIntegerField(help_text="Its primary key.")
    act = models.CharField(max_length=10)
    words = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    left_because = models.CharField(max_length=10, choices=LeftBecause, blank=True)

    class Meta:
        verbose_name = _("row of a merge")
        verbose_name_plural = _("rows of a merge")
        indexes = [models.Index(fields=["merge", "model", "id"], name="rows_of_merge")]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"
