"""Who of the network's staff acted for whom, why, and from when to when."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member

LASTS: Final = timedelta(minutes=30)
"""Long enough to see what somebody sees and mend it; a forgotten window does not stay open."""


class StandIn(models.Model):
    """One time an operator acted for a person of a company. Written only by `actions`."""

    operator = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("operator")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="stand_ins", verbose_name=_("company"))
    reason = models.CharField(_("reason"), max_length=300)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    ends_at = models.DateTimeField(_("ends"))
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("acting for somebody")
        verbose_name_plural = _("acting for people")
        ordering = ["-pk"]
        constraints = [
            # For whom did he write this? With two at once nobody could say.
            models.UniqueConstraint(fields=["operator"], condition=Q(ended_at=None), name="one_stand_in_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.operator} → {self.person}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None and self.ends_at > timezone.now()

    def member(self) -> Member | None:
        """The membership acted for, with its rights; None once it has ended."""
        return Member.objects.of_user(self.person).filter(company_id=self.company_id).first()
