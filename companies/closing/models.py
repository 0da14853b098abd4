"""A company that is to be closed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company


class Closing(models.Model):
    """An owner wants the page closed; until `due_at` every owner can call it off. Goes with the company. Written only by `actions`."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="closings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    called_off_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("closing of a company")
        verbose_name_plural = _("closings of companies")
        ordering = ["-pk"]
        constraints = [
            # Two days for one page: calling off the one would leave the other.
            models.UniqueConstraint(fields=["company"], condition=Q(called_off_at=None), name="one_closing_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} on {self.due_at:%Y-%m-%d}"
