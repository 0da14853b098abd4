"""Write a batch of new pages with everything they consist of, in a handful of bulk inserts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils import timezone

from companies.choices import IMPORTED as SYSTEM
from companies.importing.matching import Judged
from companies.importing.outcomes import Outcome, Sums
from companies.importing.pages import identifiers_of, new_company, new_places, sections_of
from companies.importing.reading import CompanyRow
from companies.models import (
    Company,
    Identifier,
    ImportBatch,
    ImportedRecord,
    JournalEntry,
    Place,
    Section,
    SectionRevision,
)
from companies.sealing import write_first_entries
from companies.slugs import free_slugs
from network.common.outbox import publish

PAGE_IMPORTED: Final = "page.imported"
"""The act in the journal of a new page."""

ARRIVED: Final = "companies.imported"
"""The outbox topic that tells the apps above of a batch; one event for all its companies."""


@dataclass(slots=True)
class Run:
    """A run of the import: its source, the moment of its facts and its sums."""

    source: str
    files: tuple[str, ...]
    moment: datetime = field(default_factory=timezone.now)
    sums: Sums = field(default_factory=Sums)
    written: ImportBatch | None = None

    @property
    def batch(self) -> ImportBatch:
        """The run's row for the operator, made when the first thing is written: a run without news leaves none."""
        if self.written is None:
            self.written = ImportBatch.objects.create(source=self.source, files=list(self.files))
        return self.written

    def finish(self) -> None:
        """Write the sums where the operator sees them."""
        if self.written is not None:
            ImportBatch.objects.filter(pk=self.written.pk).update(finished_at=timezone.now(), **self.sums.as_dict())


def write_new_pages(judged: Sequence[Judged], run: Run) -> dict[str, Company]:
    """Create the pages of the rows that are new or doubtful; return them by the source's key."""
    new = [item for item in judged if item.outcome in {Outcome.CREATED, Outcome.DOUBTFUL}]
    if not new:
        return {}
    slugs = free_slugs([item.row.name for item in new])
    companies = Company.objects.bulk_create(new_company(item.row, slug) for item, slug in zip(new, slugs, strict=True))
    pages = list(zip(new, companies, strict=True))
    _write_what_hangs_on_them(pages, run)
    tell_of_arrival({company.pk: company.activity_code for company in companies}, run)
    return {item.row.record_id: company for item, company in pages}


def tell_of_arrival(activity_codes: dict[int, str], run: Run) -> None:
    """Let the apps above index the companies and infer their specialties, once this transaction has held."""
    if activity_codes:
        publish(ARRIVED, run.batch.pk, {"activity_codes": activity_codes})


def keep_records(judged: Sequence[Judged], pages: dict[str, Company], run: Run) -> None:
    """Keep each row seen for the first time as delivered, with the page it led to, its source and its date."""
    seen_first = [item for item in judged if item.record is None and item.outcome is not Outcome.REFUSED]
    ImportedRecord.objects.bulk_create(
        ImportedRecord(
            batch=run.batch,
            company=pages.get(item.row.record_id) or item.company,
            source=run.source,
            source_key=item.row.record_id,
            digest=item.row.fingerprint,
            row=delivered(item.row),
            outcome=item.outcome,
            imported_at=run.moment,
        )
        for item in seen_first
    )


def delivered(row: CompanyRow) -> dict[str, str]:
    """The row's cells by header, blank ones left out."""
    return {column: text for column, text in row.raw.items() if text}


def _write_what_hangs_on_them(pages: Sequence[tuple[Judged, Company]], run: Run) -> None:
    Identifier.objects.bulk_create(
        identifier
        for item, company in pages
        for identifier in identifiers_of(
            company, item.identifier, run.source, is_disputed=item.outcome is Outcome.DOUBTFUL
        )
    )
    Place.objects.bulk_create(place for item, company in pages for place in new_places(company, item.row))
    _write_first_versions(pages, run.moment)
    write_first_entries(
        JournalEntry(company=company, act=PAGE_IMPORTED, author_name=SYSTEM, subject=run.source)
        for _item, company in pages
    )


def _write_first_versions(pages: Sequence[tuple[Judged, Company]], moment: datetime) -> None:
    sections = Section.objects.bulk_create(
        Section(company=company, kind=kind, version=1, content=content, saved_at=moment, confirmed_at=moment)
        for item, company in pages
        for kind, content in sections_of(item.row).items()
    )
    SectionRevision.objects.bulk_create(
        SectionRevision(section=section, version=1, content=section.content, source=SYSTEM, saved_at=moment)
        for section in sections
    )
