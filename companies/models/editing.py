"""Who is writing where, and what is not published yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company


class SectionDraft(models.Model):
    """What one person has typed in one section and not published: private, saved by itself, on every device of his."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    base_version = models.PositiveIntegerField(help_text="The version the text was written on.")
    fields = models.JSONField(help_text="What the form held, valid or not: name to list of values.")
    saved_at = models.DateTimeField(default=timezone.now)
    set_aside = models.JSONField(null=True, help_text="What another window had typed when this one was saved over it.")

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            # Two drafts of one person, and nobody knows which one comes back.
            models.UniqueConstraint(fields=["company", "kind", "author"], name="one_draft_of_a_section_and_author"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} draft of {self.author_id}"


class EditingPresence(models.Model):
    """A person has a section open; forgotten when nothing is heard of him."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    opened_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    typed_at = models.DateTimeField(null=True, help_text="Holds the soft claim while recent.")

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            # One person shown twice in a section because two windows are open.
            models.UniqueConstraint(fields=["company", "kind", "user"], name="one_presence_of_a_person_in_a_section"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.kind}"
