"""Grants and the quota ledger: how many units of a right a company has, and what became of each."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from premium.choices import QuotaState
from premium.features import Text, feature_label, return_reasons
from premium.models.subscriptions import Subscription
from premium.querysets import GrantQuerySet, QuotaEntryQuerySet


class Grant(models.Model):
    """The units of one right that a company holds for one window; `subscription` is empty for a standing grant.

    Made when a window is first needed. `used` is changed only by a conditional UPDATE in `actions.quota`.
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="grants")
    feature = models.CharField(max_length=40)
    subscription = models.ForeignKey(Subscription, models.CASCADE, null=True, blank=True, related_name="grants")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    limit = models.PositiveIntegerField(null=True)
    carried = models.PositiveIntegerField(default=0, help_text=_("units of the window before, counted in the limit"))
    used = models.PositiveIntegerField(default=0)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            # Two windows for one month: the company uses its units twice.
            models.UniqueConstraint(
                fields=["company", "feature", "starts_at", "subscription"],
                condition=Q(subscription__isnull=False),
                name="one_bought_grant_per_window",
            ),
            models.UniqueConstraint(
                fields=["company", "feature", "starts_at"],
                condition=Q(subscription__isnull=True),
                name="one_standing_grant_per_window",
            ),
            # The last unit used by two colleagues at once.
            models.CheckConstraint(condition=Q(limit__isnull=True) | Q(used__lte=F("limit")), name="used_within_limit"),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.feature}"

    @property
    def left(self) -> int:
        """Units not used; none are counted of a right without limit."""
        return 0 if self.limit is None else max(self.limit - self.used, 0)


class QuotaEntry(models.Model):
    """One use of a right: reserved, then committed or released; `key` names the use for ever."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="entries")
    key = models.CharField(max_length=100, unique=True)
    units = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=10, choices=QuotaState, default=QuotaState.RESERVED)
    reason = models.CharField(max_length=200, blank=True)
    reserved_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True)

    objects = QuotaEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("use of a quota")
        verbose_name_plural = _("uses of quotas")
        constraints = [
            models.CheckConstraint(condition=Q(units__gt=0), name="quota_entry_has_units"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def feature_label(self) -> Text:
        """The right in words."""
        return feature_label(self.grant.feature)

    @property
    def shown_reason(self) -> Text:
        """Why the unit came back, in the reader's language."""
        return return_reasons.get(self.reason) or self.reason
