"""The page of a company, section by section, each with a version and all its revisions."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company


class Section(models.Model):
    """The published state of one section. Written only by `actions.sections` and the import."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=30)
    version = models.PositiveIntegerField(default=1)
    content = models.JSONField(default=dict)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField()
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            # Two versions of one section on line at once.
            models.UniqueConstraint(fields=["company", "kind"], name="one_section_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"


class SectionRevision(models.Model):
    """One state a section has had; never changed, never deleted while the page lives."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=60, blank=True, help_text="Empty for a person, else import or system.")
    reason = models.CharField(max_length=200, blank=True)
    restored_from = models.PositiveIntegerField(null=True, help_text="The earlier version this text was taken from.")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            # Two people told that they wrote version 18.
            models.UniqueConstraint(fields=["section", "version"], name="one_revision_per_version"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
