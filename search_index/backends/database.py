"""The embedded engine: the database answers, SQLite by FTS5 and PostgreSQL by a tsvector, with the same results."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from heapq import nsmallest
from itertools import islice
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
    Sort,
    Suggestion,
)
from search_index.documents.base import Document
from search_index.folding import fold
from search_index.globe import FARTHEST_KM, Vector, kilometres, squared_chord, vector
from search_index.models import IndexedCity, IndexEntry

Row = tuple[Any, ...]
Asked = tuple[str, list[str]]
"""SQL and its parameters."""

MOST_WORDS_WIDENED = 6
MOST_SUGGESTED = 200
STEPS_OF_A_NAME = 3
SORTED_BY = {Sort.NEWEST: ("since",), Sort.DISTANCE: ("x", "y", "z")}
RINGS_KM = (3, 10, 30, 100, 300, 1_000, 3_000)
NOWHERE = 5.0
"""Farther than anywhere, as a squared chord."""
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
        rows, is_widened = _rows(*_with_entry(_ranked(query), query.sort)), False
        if not rows and len(query.words) > 1:
            rows = _rows(*_with_entry(_some_words(query), query.sort))
            is_widened = bool(rows)
        points = _points_of_steps(query, is_widened=is_widened)
        page_count = max(1, -(-len(rows) // PAGE_SIZE))
        page = min(query.page, page_count)
        first = (page - 1) * PAGE_SIZE
        best = _best(_nearest(query, rows, first + PAGE_SIZE), points, first + PAGE_SIZE, query)
        return SearchResults(
            hits=_hits([Match(*row[:6]) for row in best[first:]], query, points, first + 1),
            total=_count(len(rows)),
            page=page,
            page_count=page_count,
            counts=_facet_counts(query, rows, is_widened=is_widened),
            is_widened=is_widened,
            words=query.words,
        )

    def suggest(self, query: SearchQuery, limit: int = 6) -> list[Suggestion]:
        if not query.words:
            return []
        dialect = _dialect()
        tables, parameters = [], []
        for step, question in islice(questions.steps(query), STEPS_OF_A_NAME):
            tables.append(f"SELECT position, {step:d} AS step FROM ({dialect.positions(most=MOST_SUGGESTED)}) AS one")  # noqa: S608
            parameters.append(dialect.expression(question))
        sql = (
            f"SELECT position, MIN(step) AS step FROM ({' UNION ALL '.join(tables)}) AS every"  # noqa: S608
            " GROUP BY position"
        )
        rows = _rows(*_with_entry((sql, parameters), query.sort))
        best = _best(rows, _points_of_steps(query, is_widened=False), limit, query)
        payloads = dict(IndexEntry.objects.filter(pk__in=[row[0] for row in best]).values_list("company_id", "payload"))
        return [Suggestion(row[0], payloads[row[0]]) for row in best]

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        if not queries:
            return []
        asked = [_matches(query) for query in queries]
        counted = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS found)" for sql, _ in asked)  # noqa: S608
        parameters = [value for _, values in asked for value in values]
        return [_count(number) for number in _rows(f"SELECT {counted}", parameters)[0]]

    def matching(self, query: SearchQuery, among: Iterable[int] | None = None) -> list[int]:
        """All companies that answer, words all together, in no order; `among` these only."""
        asked = query if among is None else replace(query, ids=tuple(among))
        sql, parameters = _matches(asked)
        entries = "search_index_indexentry AS entry ON entry.position = best.position"
        return [pk for (pk,) in _rows(f"SELECT entry.company_id FROM ({sql}) AS best JOIN {entries}", parameters)]  # noqa: S608

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
    counts = lexemes.counted(Counter(row[5] for row in rows).items())
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
    dialect, inside = _dialect(), questions.within(query.near)
    if not query.words:
        sql = f"SELECT position, 0 AS step FROM ({dialect.positions(within=inside)}) AS every"  # noqa: S608
        return sql, [dialect.expression(questions.filters(query, leaving_out))]
    whole = questions.with_whole_words(query)
    tables = [f"whole AS MATERIALIZED (SELECT COUNT(*) AS number FROM ({dialect.positions(within=inside)}) AS found)"]  # noqa: S608
    parameters = [dialect.expression(questions.anywhere(whole, leaving_out))]
    names: list[tuple[str, int]] = []
    for asked, condition in ((whole, f">= {MOST_MATCHES}"), (query, f"< {MOST_MATCHES}")):
        room = [f"(SELECT number FROM whole) {condition}"]  # noqa: S608
        for step, question in questions.steps(asked, leaving_out):
            name = f"step_{len(names)}"
            tables.append(f"{name} AS MATERIALIZED ({dialect.positions(' AND '.join(room), inside)})")
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
    dialect, inside = _dialect(), questions.within(query.near)
    if not query.words:
        return dialect.positions(within=inside), [dialect.expression(questions.filters(query, leaving_out))]
    number = "(SELECT COUNT(*) FROM whole)"
    sql = (
        f"WITH whole AS MATERIALIZED ({dialect.positions(within=inside)}),"  # noqa: S608
        f" beginning AS MATERIALIZED ({dialect.positions(f'{number} < {MOST_MATCHES}', inside)})"
        f" SELECT position FROM whole WHERE {number} >= {MOST_MATCHES} UNION ALL SELECT position FROM beginning"
    )
    whole = questions.with_whole_words(query)
    return sql, [dialect.expression(questions.anywhere(asked, leaving_out)) for asked in (whole, query)]


def _some_words(query: SearchQuery, leaving_out: str = "") -> Asked:
    """SQL of (position, how many of the words are found)."""
    dialect, inside = _dialect(), questions.within(query.near)
    words = query.words[:MOST_WORDS_WIDENED]
    every = " UNION ALL ".join(f"SELECT position FROM ({dialect.positions(within=inside)}) AS one" for _ in words)  # noqa: S608
    sql = (
        f"SELECT position, COUNT(*) AS step FROM ({every}) AS every"  # noqa: S608
        f" GROUP BY position ORDER BY 2 DESC, 1 LIMIT {MOST_MATCHES}"
    )
    return sql, [dialect.expression(questions.one_word(query, word, leaving_out)) for word in words]


def _with_entry(asked: Asked, sort: Sort = Sort.RELEVANCE) -> Asked:
    ranked, parameters = asked
    names = (*Match._fields[2:], *SORTED_BY.get(sort, ()))
    columns = ", ".join(["entry.company_id", "best.step", *(f"entry.{name}" for name in names)])
    sql = (
        f"SELECT {columns} FROM ({ranked}) AS best"  # noqa: S608
        " JOIN search_index_indexentry AS entry ON entry.position = best.position"
    )
    return sql, parameters


def _nearest(query: SearchQuery, rows: list[Row], number: int) -> list[Row]:
    """The rows to order by distance. Beyond the cap the best are not the nearest: those are looked for in growing rings."""
    if query.sort != Sort.DISTANCE or query.near is None or len(rows) < MOST_MATCHES:
        return rows
    for ring in RINGS_KM:
        if ring >= (query.near.radius_km or FARTHEST_KM):
            break
        inside = replace(query, near=replace(query.near, radius_km=ring))
        nearer = _rows(*_with_entry(_ranked(inside), query.sort))
        if len(nearer) >= number:
            return nearer
    return rows


def _points_of_steps(query: SearchQuery, *, is_widened: bool) -> dict[int, int]:
    """The points for the words, by what the engine says of a match: its step, or the number of words found."""
    if not query.words:
        return {0: 0}
    if is_widened:
        return {found: formula.POINTS_A_WORD * found for found in range(len(query.words) + 1)}
    return {step: formula.words_points(step) for step in formula.Step}


def _best(rows: list[Row], points: dict[int, int], number: int, query: SearchQuery) -> list[Row]:
    """The first rows in the order asked for. There are thousands, so the standing of each evidence and day is computed once."""
    today = timezone.localdate()
    standing: dict[tuple[int, Any], int] = {}
    for pair in {row[2:4] for row in rows}:
        standing[pair] = formula.evidence_points(pair[0]) + formula.freshness_points(_day(pair[1]), today)
    first = _order(query)
    keyed = [(*first(row), -points[row[1]] - standing[row[2:4]], row[4], row[0], row) for row in rows]
    return [key[-1] for key in nsmallest(number, keyed)]


def _order(query: SearchQuery) -> Callable[[Row], tuple[Any, ...]]:
    """What comes before the score in the order asked for."""
    if query.sort == Sort.NAME:
        return lambda row: (row[4],)
    if query.sort == Sort.NEWEST:
        return lambda row: (-day.toordinal(),) if (day := _day(row[6])) else (0,)
    if query.sort == Sort.DISTANCE and query.near:
        here = vector(query.near.point)
        return lambda row: (NOWHERE if row[6] is None else round(squared_chord(here, Vector(*row[6:9])), 15),)
    return lambda row: ()


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
                distance_km=_distance(query, entry),
            )
        )
    return tuple(hits)


def _distance(query: SearchQuery, entry: IndexEntry) -> float | None:
    if query.near is None or entry.x is None or entry.y is None or entry.z is None:
        return None
    return kilometres(vector(query.near.point), Vector(entry.x, entry.y, entry.z))


def _count(number: int) -> Count:
    return Count(number, is_capped=number >= MOST_MATCHES)


def _entry(document: Document, digest: str) -> IndexEntry:
    return IndexEntry(
        company_id=document.company_id,
        position=formula.shelf_position(document.company_id, document.evidence_level, document.confirmed_on),
        evidence_level=document.evidence_level,
        confirmed_on=document.confirmed_on,
        sort_name=fold(document.names[0])[:60],
        since=document.since,
        **(vector(document.point)._asdict() if document.point else {}),
        facets=" ".join(lexemes.facets_of(document)),
        digest=digest,
        payload=dict(document.payload),
        words=lexemes.of_document(document),
    )
