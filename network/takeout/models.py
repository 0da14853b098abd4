"""A file with everything about a person or a company, asked for and made by a job."""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from network.common.storage import PrivateStorage

KEPT_FOR: Final = timedelta(days=7)
ONE_EVERY: Final = timedelta(hours=24)


class TakeoutQuerySet(models.QuerySet["Takeout"]):
    """Questions about what was asked for."""

    def of_person(self, user: object) -> "TakeoutQuerySet":
        """What somebody asked for about himself."""
        return self.filter(asked_by=user, company_id=None)

    def of_company(self, company_id: int) -> "TakeoutQuerySet":
        """What owners asked for about their company."""
        return self.filter(company_id=company_id)

    def ready(self) -> "TakeoutQuerySet":
        """Made, and not yet deleted."""
        return self.filter(expires_at__gt=timezone.now()).exclude(file="")


class Takeout(models.Model):
    """One file for one person: about himself, or about the company with the number `company_id`."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="takeouts")
    company_id = models.BigIntegerField(null=True, help_text="The company it is about; none: the person himself.")
    asked_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to="takeouts/", storage=PrivateStorage(), blank=True)
    expires_at = models.DateTimeField(null=True, help_text="When the file is deleted; none until it is made.")

    objects = TakeoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("file with everything")
        verbose_name_plural = _("files with everything")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["company_id", "-id"], name="takeouts_of_company")]

    def __str__(self) -> str:
        return f"{self.pk} of {self.company_id or self.asked_by_id}"

    @property
    def is_ready(self) -> bool:
        return bool(self.file) and self.expires_at is not None and self.expires_at > timezone.now()
