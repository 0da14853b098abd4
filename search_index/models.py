"""The searchable projection of companies, written by the indexing only."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.models import Company


class IndexEntry(models.Model):
    """What can be found of one company and what a result row shows of it.

    `words` holds lexemes, each begun by the step of the formula it counts for; the migration keeps a full-text index of them
    (FTS5 on SQLite, a tsvector on PostgreSQL) that follows every write by itself.
    """

    company = models.OneToOneField(Company, models.CASCADE, primary_key=True, related_name="index_entry")
    position = models.BigIntegerField(help_text="Where it stands before any search; see formula.shelf_position.")
    evidence_level = models.PositiveSmallIntegerField()
    confirmed_on = models.DateField(null=True)
    sort_name = models.CharField(max_length=60)
    since = models.DateField(null=True, help_text="The day it came to the network.")
    x = models.FloatField(null=True, help_text="With y and z where it is, on a globe of radius 1.")
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    facets = models.TextField(help_text="Its values of each facet, as lexemes with a blank between.")
    digest = models.CharField(max_length=64, help_text="Of the document; an unchanged document is not written again.")
    version = models.BigIntegerField(
        default=0, help_text="The number of the PendingPush that asked for its present state."
    )
    indexed_at = models.DateTimeField(auto_now=True)
    payload = models.JSONField()
    words = models.TextField()

    class Meta:
        verbose_name_plural = "index entries"
        indexes = [
            # Holds all that ordering and counting read of thousands of matches, so that the wide rows stay unread.
            models.Index(
                fields=["position", "company", "evidence_level", "confirmed_on", "sort_name", "facets"],
                name="index_entry_shelf",
            ),
        ]

    def __str__(self) -> str:
        return self.sort_name


class IndexedCity(models.Model):
    """The name to show for the key of a city, as first written by a company."""

    key = models.CharField(max_length=100, primary_key=True)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class PendingPush(models.Model):
    """A company the search server must hear of; its number is the external version of what it hears.

    Not a foreign key: a deleted company must be pushed too. On SQLite numbers are never used twice (AUTOINCREMENT).
    """

    company_id = models.BigIntegerField()
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "pending pushes"

    def __str__(self) -> str:
        return f"{self.company_id} at version {self.pk}"


class IndexRebuild(models.Model):
    """A rebuild of the search server's index that is under way, or was killed: where it stands."""

    name = models.CharField(max_length=120)
    last_company = models.BigIntegerField(default=0)
    copied = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class SynonymGroup(models.Model):
    """Words that mean the same to a buyer, in any language: whoever types one finds the others. Read at every search."""

    words = models.JSONField(_("words"), default=list)
    is_active = models.BooleanField(_("in use"), default=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["pk"]

    def __str__(self) -> str:
        return ", ".join(self.words)


class IndexedWord(models.Model):
    """A word of a name or text of some company, to recognise it behind a typing error. Words nobody uses any more go each night."""

    stem = models.CharField(max_length=40, primary_key=True)
    written = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.written
