"""The embedded engine: the database answers, SQLite by FTS5 and PostgreSQL by a tsvector, with the same results."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from search_index import formula
from search_index.backends import lexemes, questions
from search_index.backends.base import (
    FACETS,
    MOST_MATCHES,
    PAGE_SIZE,
    Count,
    Hit,
    SearchQuery,
    SearchResults,
)
from search_index.documents.base import Document
from search_index.folding import fold
from search_index.models import IndexedCity, IndexEntry

Row = tuple[Any, ...]
Asked = tuple[str, list[str]]
"""SQL and its parameters."""

MOST_WORDS_WIDENED = 6
WRITTEN = [field.name for field in IndexEntry._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's public API


class Match(NamedTuple):
    """One of the best matches: the step of its words (or how many of them are found), and what orders and counts it."""

    company_id: int
    step: int
    evidence_level: int
    confirmed_on: Any
    sort_name: str
    facets: str


class DatabaseEngine:
    """See `Engine`."""

    def search(self, query: SearchQuery) -> SearchResults:
        rows, is_widened = _rows(*_with_entry(_ranked(query))), False
        if not rows and len(query.words) > 1:
            rows = _rows(*_with_entry(_some_words(query)))
            is_widened = bool(rows)
        points = _points_of_steps(query, is_widened=is_widened)
        page_count = max(1, -(-len(rows) // PAGE_SIZE))
        page = min(query.page, page_count)
        first = (page - 1) * PAGE_SIZE
        best = _best(rows, points, first + PAGE_SIZE)
        return SearchResults(
            hits=_hits([Match(*row) for row in best[first:]], query, points, first + 1),
            total=_count(len(rows)),
            page=page,
            page_count=page_count,
            counts=_facet_counts(query, rows, is_widened=is_widened),
            is_widened=is_widened,
        )

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        if not queries:
            return []
        asked = [_matches(query) for query in queries]
        counted = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS found)" for sql, _ in asked)  # noqa: S608
        parameters = [value for _, values in asked for value in values]
        return [_count(number) for number in _rows(f"SELECT {counted}", parameters)[0]]

    def index(self, documents: Iterable[Document]) -> int:
        given = {document.company_id: document for document in documents}
        known = self.digests(given)
        digests = {document.company_id: document.digest() for document in given.values()}
        entries = [_entry(given[pk], digest) for pk, digest in digests.items() if known.get(pk) != digest]
        with transaction.atomic():
            cities = {key: name for entry_id in given for key, name in given[entry_id].cities.items()}
            IndexedCity.objects.bulk_create(
                [IndexedCity(key=key, name=name) for key, name in cities.items()], ignore_conflicts=True
            )
            IndexEntry.objects.bulk_create(
                entries, update_conflicts=True, unique_fields=["company"], update_fields=WRITTEN, batch_size=500
            )
        return len(entries)

    def delete(self, company_ids: Iterable[int]) -> int:
        return IndexEntry.objects.filter(company_id__in=list(company_ids)).delete()[0]

    def digests(self, company_ids: Iterable[int]) -> dict[int, str]:
        return dict(IndexEntry.objects.filter(company_id__in=list(company_ids)).values_list("company_id", "digest"))

    def clear(self) -> None:
        IndexEntry.objects.all().delete()
        IndexedCity.objects.all().delete()


def _facet_counts(query: SearchQuery, rows: list[Row], *, is_widened: bool) -> dict[str, Counter[str]]:
    """Counts of each facet among the best matches; a facet's own selection does not count against its other values."""
    counts = lexemes.counted(Counter(row[-1] for row in rows).items())
    chosen = [facet for facet in FACETS if query.of(facet)]
    if chosen:
        asked = [(_some_words if is_widened else _matches)(query, facet) for facet in chosen]
        parts = [
            f"SELECT '{facet}' AS facet, entry.facets, COUNT(*) FROM ({sql}) AS best"  # noqa: S608
            " JOIN search_index_indexentry AS entry ON entry.position = best.position GROUP BY entry.facets"
            for facet, (sql, _) in zip(chosen, asked, strict=True)
        ]
        found = _rows(" UNION ALL ".join(parts), [value for _, parameters in asked for value in parameters])
        for facet in chosen:
            counts |= lexemes.counted(((shelf, number) for name, shelf, number in found if name == facet), only=facet)
    return counts


def _dialect() -> questions.Dialect:
    return questions.Postgresql() if connection.vendor == "postgresql" else questions.Sqlite()


def _rows(sql: str, parameters: Sequence[str]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _ranked(query: SearchQuery, leaving_out: str = "") -> Asked:
    """SQL of (position, step) of the best matches. Nothing is read for a step once one before it has reached the cap.

    When whole words alone reach the cap, words that only begin so are not read: there are better matches than can be shown.
    """
    dialect = _dialect()
    if not query.words:
        sql = f"SELECT position, 0 AS step FROM ({dialect.positions()}) AS every"  # noqa: S608
        return sql, [dialect.expression(questions.filters(query, leaving_out))]
    whole = questions.with_whole_words(query)
    tables = [f"whole AS MATERIALIZED (SELECT COUNT(*) AS number FROM ({dialect.positions()}) AS found)"]  # noqa: S608
    parameters = [dialect.expression(questions.anywhere(whole, leaving_out))]
    names: list[tuple[str, int]] = []
    for asked, condition in ((whole, f">= {MOST_MATCHES}"), (query, f"< {MOST_MATCHES}")):
        room = [f"(SELECT number FROM whole) {condition}"]  # noqa: S608
        for step, question in questions.steps(asked, leaving_out):
            name = f"step_{len(names)}"
            tables.append(f"{name} AS MATERIALIZED ({dialect.positions(' AND '.join(room))})")
            parameters.append(dialect.expression(question))
            room.append(f"(SELECT COUNT(*) FROM {name}) < {MOST_MATCHES}")  # noqa: S608
            names.append((name, step))
    every = " UNION ALL ".join(f"SELECT position, {step:d} AS step FROM {name}" for name, step in names)  # noqa: S608
    sql = (
        f"WITH {', '.join(tables)} SELECT position, MIN(step) AS step FROM ({every}) AS every"  # noqa: S608
        f" GROUP BY position ORDER BY 2, 1 LIMIT {MOST_MATCHES}"
    )
    return sql, parameters


def _matches(query: SearchQuery, leaving_out: str = "") -> Asked:
    """SQL of the positions that answer, in no order: as many as `_ranked` finds, for counting."""
    dialect = _dialect()
    if not query.words:
        return dialect.positions(), [dialect.expression(questions.filters(query, leaving_out))]
    number = "(SELECT COUNT(*) FROM whole)"
    sql = (
        f"WITH whole AS MATERIALIZED ({dialect.positions()}),"  # noqa: S608
        f" beginning AS MATERIALIZED ({dialect.positions(f'{number} < {MOST_MATCHES}')})"
        f" SELECT position FROM whole WHERE {number} >= {MOST_MATCHES} UNION ALL SELECT position FROM beginning"
    )
    whole = questions.with_whole_words(query)
    return sql, [dialect.expression(questions.anywhere(asked, leaving_out)) for asked in (whole, query)]


def _some_words(query: SearchQuery, leaving_out: str = "") -> Asked:
    """SQL of (position, how many of the words are found)."""
    dialect = _dialect()
    words = query.words[:MOST_WORDS_WIDENED]
    every = " UNION ALL ".join(f"SELECT position FROM ({dialect.positions()}) AS one" for _ in words)  # noqa: S608
    sql = (
        f"SELECT position, COUNT(*) AS step FROM ({every}) AS every"  # noqa: S608
        f" GROUP BY position ORDER BY 2 DESC, 1 LIMIT {MOST_MATCHES}"
    )
    return sql, [dialect.expression(questions.one_word(query, word, leaving_out)) for word in words]


def _with_entry(asked: Asked) -> Asked:
    ranked, parameters = asked
    columns = ", ".join(["entry.company_id", "best.step", *(f"entry.{name}" for name in Match._fields[2:])])
    sql = (
        f"SELECT {columns} FROM ({ranked}) AS best"  # noqa: S608
        " JOIN search_index_indexentry AS entry ON entry.position = best.position"
    )
    return sql, parameters


def _points_of_steps(query: SearchQuery, *, is_widened: bool) -> dict[int, int]:
    """The points for the words, by what the engine says of a match: its step, or the number of words found."""
    if not query.words:
        return {0: 0}
    if is_widened:
        return {found: formula.POINTS_A_WORD * found for found in range(len(query.words) + 1)}
    return {step: formula.words_points(step) for step in formula.Step}


def _best(rows: list[Row], points: dict[int, int], number: int) -> list[Row]:
    """The first rows by score, then by name. There are thousands, so the standing of each evidence and day is computed once."""
    today = timezone.localdate()
    standing: dict[tuple[int, Any], int] = {}
    for pair in {row[2:4] for row in rows}:
        standing[pair] = formula.evidence_points(pair[0]) + formula.freshness_points(_day(pair[1]), today)
    keyed = [(-points[row[1]] - standing[row[2:4]], row[4], row[0], row) for row in rows]
    return [key[-1] for key in nsmallest(number, keyed)]


def _day(stored: Any) -> date | None:
    """A date as the database drivers give it: SQLite gives text."""
    return date.fromisoformat(stored) if isinstance(stored, str) else stored


def _hits(matches: list[Match], query: SearchQuery, points: dict[int, int], first: int) -> tuple[Hit, ...]:
    entries = IndexEntry.objects.in_bulk([match.company_id for match in matches])
    today = timezone.localdate()
    hits = []
    for position, match in enumerate(matches, start=first):
        entry = entries[match.company_id]
        factors = formula.factors(points[match.step], entry.evidence_level, entry.confirmed_on, today)
        hits.append(
            Hit(
                company_id=entry.company_id,
                position=position,
                score=sum(factor.points for factor in factors),
                factors=factors,
                found=lexemes.found_in(entry.words, query.words),
                evidence_level=entry.evidence_level,
                confirmed_on=entry.confirmed_on,
                payload=entry.payload,
            )
        )
    return tuple(hits)


def _count(number: int) -> Count:
    return Count(number, is_capped=number >= MOST_MATCHES)


def _entry(document: Document, digest: str) -> IndexEntry:
    return IndexEntry(
        company_id=document.company_id,
        position=formula.shelf_position(document.company_id, document.evidence_level, document.confirmed_on),
        evidence_level=document.evidence_level,
        confirmed_on=document.confirmed_on,
        sort_name=fold(document.names[0])[:60],
        facets=" ".join(lexemes.facets_of(document)),
        digest=digest,
        payload=dict(document.payload),
        words=lexemes.of_document(document),
    )
