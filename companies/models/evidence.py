"""What was proven about a company's identity: by which method, when, and until when it holds."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.choices import EvidenceLevel
from companies.models.company import Company


class Evidence(models.Model):
    """One rung of the ladder a company has reached. Written only by `actions.evidence`; no pack adds or colours one."""

    company = models.ForeignKey(Company, models.CASCADE, related_name="evidence")
    level = models.PositiveSmallIntegerField(_("method"), choices=EvidenceLevel)
    detail = models.CharField(_("what was seen"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("checked"))
    next_check_at = models.DateTimeField(_("next check"), null=True, blank=True)

    class Meta:
        verbose_name = _("identity evidence")
        verbose_name_plural = _("identity evidence")
        ordering = ["-level"]
        constraints = [
            # Two dates for one proof: nobody could say when it is checked again.
            models.UniqueConstraint(fields=["company", "level"], name="one_evidence_per_method"),
        ]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_level_display()}"
