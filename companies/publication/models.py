"""A text that goes on line later, and a link that shows unpublished texts to somebody outside."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from companies.publication.choices import UNHAPPY, PlanState
from companies.publication.querysets import PlannedQuerySet, PreviewLinkQuerySet
from companies.sections import SectionKind, section_kinds


class PlannedPublication(models.Model):
    """One text of one section, with the version it was written on. Its words never change: a change is another plan."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    content = models.JSONField()
    base_version = models.PositiveIntegerField(help_text="The version the text was written on.")
    reason = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.WAITING)
    settled_at = models.DateTimeField(null=True)

    objects = PlannedQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        ordering = ["due_at", "pk"]
        constraints = [
            # Two texts wait for one section, and the second is overtaken by the first without anybody's doing.
            models.UniqueConstraint(
                fields=["company", "kind"], condition=Q(state=PlanState.WAITING), name="one_text_waits_for_a_section"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.due_at:%Y-%m-%d %H:%M}"

    @property
    def section_kind(self) -> SectionKind:
        return section_kinds[self.kind]

    @property
    def is_waiting(self) -> bool:
        return self.state == PlanState.WAITING

    @property
    def is_unhappy(self) -> bool:
        return self.state in UNHAPPY


class PreviewLink(models.Model):
    """Shows the page with the unpublished texts of who made it, to whoever has the address; only its digest is kept."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("for whom"), max_length=80)
    token_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["company", "-id"], name="preview_links_of_a_company")]

    def __str__(self) -> str:
        return self.name
