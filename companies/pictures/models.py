"""A picture a company sent: decoded, drawn anew without what the camera wrote, kept in several widths."""

from typing import Final

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.pictures.querysets import PictureQuerySet

WIDTHS: Final = (320, 640, 1280)
"""Pixels of the narrower copies: a phone's gallery, a column, a cover on a large screen."""


def copy_name(name: str, width: int) -> str:
    """The file of a narrower copy, beside the whole picture."""
    stem, _dot, extension = name.rpartition(".")
    return f"{stem}-{width}.{extension}"


class Picture(models.Model):
    """The file; what it shows (its alternative text) and where it stands are in the section's versions."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    file = models.FileField(upload_to="pictures/", blank=True, max_length=120)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    widths = models.JSONField(default=list, help_text="Narrower copies a job has made, in pixels.")
    erased_at = models.DateTimeField(null=True, help_text="Its files are gone; the versions that showed it stay.")

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["company", "-id"], name="pictures_of_a_company")]

    def __str__(self) -> str:
        return f"{self.width} x {self.height}"

    @property
    def is_erased(self) -> bool:
        return self.erased_at is not None

    def name_of(self, width: int) -> str:
        """The file of a narrower copy."""
        return copy_name(self.file.name, width)

    @property
    def url(self) -> str:
        """The whole picture, at most `uploads.LARGEST_SIDE` wide or high."""
        return self.file.url

    def url_of(self, width: int) -> str:
        """The narrowest copy that is at least so wide; the whole picture when there is none."""
        fitting = [made for made in sorted(self.widths) if made >= width]
        return self.file.storage.url(self.name_of(fitting[0])) if fitting else self.url

    @property
    def sources(self) -> str:
        """Every width there is, as the attribute `srcset` wants it."""
        copies = [f"{self.file.storage.url(self.name_of(width))} {width}w" for width in sorted(self.widths)]
        return ", ".join([*copies, f"{self.url} {self.width}w"])
