"""The report a company gets before its pack is renewed, as it was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from premium.models import Pack, Subscription


class HonestyReport(models.Model):
    """What was used and brought, and the smaller pack that would have done; one for each year."""

    subscription = models.OneToOneField(Subscription, models.CASCADE, related_name="honesty_report")
    used = models.JSONField(default=list, help_text="feature, most units used in one window, limit")
    brought = models.JSONField(default=dict, help_text="result and how often")
    smaller_pack = models.ForeignKey(Pack, models.PROTECT, null=True, related_name="+")
    saved_cents = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("report before renewal")
        verbose_name_plural = _("reports before renewal")

    def __str__(self) -> str:
        return str(self.subscription)
