"""Decide whether a row is known, new, doubled or doubtful; ruined and declared numbers never match."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final

from django.db.models import Q

from companies.choices import IdentifierStatus
from companies.identifiers import ReadIdentifier, read_identifier
from companies.importing.names import fold
from companies.importing.outcomes import Outcome
from companies.importing.reading import CompanyRow
from companies.models import Company, Identifier, ImportedRecord

BATCH: Final = 500

Key = tuple[str, str, str]
"""Country, scheme and value of a number that holds."""


@dataclass(frozen=True, slots=True)
class NumberedRow:
    """A row with what its registration number proves."""

    row: CompanyRow
    identifier: ReadIdentifier

    @property
    def keys(self) -> tuple[Key, ...]:
        return tuple((self.identifier.country, *key) for key in self.identifier.keys)


@dataclass(frozen=True, slots=True)
class Judged:
    """A row and its fate. `company` is the page found, `record` what was imported from the row before."""

    row: CompanyRow
    identifier: ReadIdentifier
    outcome: Outcome
    company: Company | None = None
    record: ImportedRecord | None = None


def numbered(row: CompanyRow) -> NumberedRow:
    return NumberedRow(row, read_identifier(row.registration_number, row.country))


def batches(rows: Iterable[CompanyRow]) -> Iterator[list[NumberedRow]]:
    """Cut rows into batches in which no key and no number comes twice, so that matching reads tables only.

    A row that repeats one waits for the next batch; rows that share a key or a number keep their order.
    """
    source = map(numbered, rows)
    waiting: list[NumberedRow] = []
    while True:
        batch, waiting = _without_repetition(chain(waiting, source))
        if not batch:
            return
        yield batch


def _without_repetition(items: Iterable[NumberedRow]) -> tuple[list[NumberedRow], list[NumberedRow]]:
    """Take rows until the batch, or the list of those that have to wait, is full.

    Those that waited before are at most a full list and stand first: all of them are taken.
    """
    batch: list[NumberedRow] = []
    waiting: list[NumberedRow] = []
    seen: set[object] = set()
    for item in items:
        marks = {item.row.record_id, *item.keys} - {""}
        (batch if seen.isdisjoint(marks) else waiting).append(item)
        seen |= marks
        if BATCH in {len(batch), len(waiting)}:
            break
    return batch, waiting


def judge(batch: Sequence[NumberedRow], source: str) -> list[Judged]:
    """Match each row: first by source and first column, then by a number that holds in the row's country."""
    records = _records(batch, source)
    unknown = [item for item in batch if item.row.record_id not in records and not item.row.refusal]
    pages = _pages_by_number(unknown)
    already_listed = _listed_by(source, {page.pk for found in pages.values() for page in found})
    return [
        _judge_known(item, records[item.row.record_id])
        if item.row.record_id in records
        else _judge_unknown(item, [page for key in item.keys for page in pages[key]], already_listed)
        for item in batch
    ]


def _judge_known(item: NumberedRow, record: ImportedRecord) -> Judged:
    if item.row.refusal:
        return Judged(item.row, item.identifier, Outcome.REFUSED)
    outcome = Outcome.MATCHED if record.digest == item.row.fingerprint else Outcome.CHANGED
    return Judged(item.row, item.identifier, outcome, record.company, record)


def _judge_unknown(item: NumberedRow, pages: list[Company], already_listed: set[int]) -> Judged:
    if item.row.refusal:
        return Judged(item.row, item.identifier, Outcome.REFUSED)
    if not pages:
        return Judged(item.row, item.identifier, Outcome.CREATED)
    namesake = next((page for page in pages if fold(page.name) == fold(item.row.name)), None)
    if namesake is None:
        return Judged(item.row, item.identifier, Outcome.DOUBTFUL, pages[0])
    outcome = Outcome.DOUBLED if namesake.pk in already_listed else Outcome.MATCHED
    return Judged(item.row, item.identifier, outcome, namesake)


def _records(batch: Sequence[NumberedRow], source: str) -> dict[str, ImportedRecord]:
    keys = [item.row.record_id for item in batch]
    found = ImportedRecord.objects.filter(source=source, source_key__in=keys).select_related("company").defer("row")
    return {record.source_key: record for record in found}


def _pages_by_number(items: Iterable[NumberedRow]) -> defaultdict[Key, list[Company]]:
    pages: defaultdict[Key, list[Company]] = defaultdict(list)
    values: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for item in items:
        for country, scheme, value in item.keys:
            values[country, scheme].add(value)
    if not values:
        return pages
    wanted = reduce(or_, (Q(country=key[0], scheme=key[1], value__in=found) for key, found in values.items()))
    holders = Identifier.objects.filter(wanted, status=IdentifierStatus.VALID).select_related("company")
    for holder in holders:
        pages[holder.country.code, holder.scheme, holder.value].append(holder.company)
    return pages


def _listed_by(source: str, companies: set[int]) -> set[int]:
    """The companies of which this source has delivered a row before."""
    listed = ImportedRecord.objects.filter(source=source, company__in=companies)
    return set(listed.values_list("company", flat=True))
