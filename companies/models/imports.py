"""What was imported, from which file, when: every imported field keeps its source and its date."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models.company import Company


class ImportBatch(models.Model):
    """One run of the import, with its counts."""

    source = models.CharField(_("source"), max_length=60)
    files = models.JSONField(_("files"), default=list)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    created = models.PositiveIntegerField(_("created"), default=0)
    matched = models.PositiveIntegerField(_("matched"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    doubled = models.PositiveIntegerField(_("doubled"), default=0)
    doubtful = models.PositiveIntegerField(_("doubtful"), default=0)
    refused = models.PositiveIntegerField(_("refused"), default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d %H:%M}"


class ImportedRecord(models.Model):
    """One row of a source, as it was delivered; `outcome` says how it was matched."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="records")
    company = models.ForeignKey(Company, models.CASCADE, related_name="imported_records")
    source = models.CharField(max_length=60)
    source_key = models.CharField(max_length=60, help_text="The source's first column.")
    digest = models.CharField(max_length=64)
    row = models.JSONField(help_text="The row as delivered, by header.")
    outcome = models.CharField(max_length=12)
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            # The same row imported twice makes two pages for one company.
            models.UniqueConstraint(fields=["source", "source_key"], name="one_record_per_source_row"),
        ]
        indexes = [models.Index(fields=["outcome"], name="record_outcome")]

    def __str__(self) -> str:
        return f"{self.source} {self.source_key}"
