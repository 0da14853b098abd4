"""The embedded engine: the database answers, SQLite by FTS5 and PostgreSQL by a tsvector, with the same results."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from search_index import formula
from search_index.backends import base, lexemes, ranking
from search_index.backends.base import PAGE_SIZE, Count, Hit, SearchQuery, SearchResults, Sort, Suggestion
from search_index.backends.mending import remember
from search_index.backends.ranking import Asked
from search_index.backends.searching import searched
from search_index.documents.base import Document
from search_index.folding import fold
from search_index.globe import FARTHEST_KM, Vector, kilometres, vector
from search_index.models import IndexedCity, IndexEntry
from search_index.pushes import ask_for

Row = tuple[Any, ...]

RINGS_KM = (3, 10, 30, 100, 300, 1_000, 3_000)
WRITTEN = [field.name for field in IndexEntry._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 - Django's public API


class DatabaseEngine:
    """See `Engine`."""

    def search(self, query: SearchQuery) -> SearchResults:
        return searched(_answer, query)

    def suggest(self, query: SearchQuery, limit: int = 6) -> list[Suggestion]:
        if not query.words:
            return []
        rows, _ = _page(ranking.suggested(query), query, 0, limit)
        payloads = dict(IndexEntry.objects.filter(pk__in=[row[0] for row in rows]).values_list("pk", "payload"))
        return [Suggestion(row[0], payloads[row[0]]) for row in rows]

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        if not queries:
            return []
        asked = [ranking.matches(query) for query in queries]
        counted = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) AS found)" for sql, _ in asked)  # noqa: S608
        parameters = [value for _, values in asked for value in values]
        return [_count(number) for number in _rows(f"SELECT {counted}", parameters)[0]]

    def matching(self, query: SearchQuery, among: Iterable[int] | None = None) -> list[int]:
        """All companies that answer, words all together, in no order; `among` these only."""
        asked = query if among is None else replace(query, ids=tuple(among))
        sql, parameters = ranking.matches(asked)
        entries = "search_index_indexentry AS entry ON entry.position = best.position"
        return [pk for (pk,) in _rows(f"SELECT entry.company_id FROM ({sql}) AS best JOIN {entries}", parameters)]  # noqa: S608

    @transaction.atomic
    def index(self, documents: Iterable[Document]) -> int:
        given = {document.company_id: document for document in documents}
        known = self.digests(given)
        digests = {document.company_id: document.digest() for document in given.values()}
        changed = [pk for pk, digest in digests.items() if known.get(pk) != digest]
        versions = ask_for(changed)
        entries = [_entry(given[pk], digests[pk], versions.get(pk, 0)) for pk in changed]
        cities = {key: name for pk in changed for key, name in given[pk].cities.items()}
        IndexedCity.objects.bulk_create(
            [IndexedCity(key=key, name=name) for key, name in cities.items()], ignore_conflicts=True
        )
        remember(text for pk in changed for texts in given[pk].texts.values() for text in texts)
        IndexEntry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["company"], update_fields=WRITTEN, batch_size=500
        )
        return len(entries)

    @transaction.atomic
    def delete(self, company_ids: Iterable[int]) -> int:
        known = list(IndexEntry.objects.filter(company_id__in=list(company_ids)).values_list("pk", flat=True))
        ask_for(known)
        return IndexEntry.objects.filter(pk__in=known).delete()[0]

    def digests(self, company_ids: Iterable[int]) -> dict[int, str]:
        return dict(IndexEntry.objects.filter(company_id__in=list(company_ids)).values_list("company_id", "digest"))

    def clear(self) -> None:
        IndexEntry.objects.all().delete()
        IndexedCity.objects.all().delete()


def _answer(query: SearchQuery, *, is_widened: bool = False) -> SearchResults:
    """A page of what holds all the words, or some; a page beyond the last is the last."""
    best = ranking.some_words(query) if is_widened else ranking.ranked(query)
    first = (query.page - 1) * PAGE_SIZE
    rows, shelves = _page(best, query, first, PAGE_SIZE)
    total = shelves.total()
    page_count = max(1, -(-total // PAGE_SIZE))
    if query.page > page_count:
        return _answer(replace(query, page=page_count), is_widened=is_widened)
    if query.sort == Sort.DISTANCE and total >= base.MOST_MATCHES:
        rows = _nearest(query, first + PAGE_SIZE, first, is_widened=is_widened) or rows
    return SearchResults(
        hits=_hits(rows, query, first + 1),
        total=_count(total),
        page=query.page,
        page_count=page_count,
        counts=_facet_counts(query, shelves, is_widened=is_widened),
        words=query.words,
    )


def _page(best: Asked, query: SearchQuery, first: int, number: int) -> tuple[list[Row], Counter[str]]:
    """Rows of (company, points, score) in order, and how many of the best matches hold which values of facets."""
    found = _rows(*ranking.page(best, query, first, number, timezone.localdate()))
    rows = [row[1:4] for row in found if not row[0]]
    return rows, Counter({row[4]: row[0] for row in found if row[0]})


def _nearest(query: SearchQuery, needed: int, first: int, *, is_widened: bool) -> list[Row]:
    """The page by distance when more match than the cap: the best are not the nearest, which are looked for in growing rings."""
    for ring in RINGS_KM:
        if query.near is None or ring >= (query.near.radius_km or FARTHEST_KM):
            break
        inside = replace(query, near=replace(query.near, radius_km=ring))
        best = ranking.some_words(inside) if is_widened else ranking.ranked(inside)
        rows, shelves = _page(best, inside, first, PAGE_SIZE)
        if shelves.total() >= needed:
            return rows
    return []


def _facet_counts(query: SearchQuery, shelves: Counter[str], *, is_widened: bool) -> dict[str, Counter[str]]:
    """Counts of each facet among the best matches; a facet's own selection does not count against its other values."""
    counts = lexemes.counted(shelves.items())
    asked = ranking.counted(query, is_widened=is_widened)
    if asked is not None:
        found = _rows(*asked)
        for facet in {row[0] for row in found}:
            counts |= lexemes.counted(((shelf, number) for name, shelf, number in found if name == facet), only=facet)
    return counts


def _rows(sql: str, parameters: Sequence[str]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _hits(rows: list[Row], query: SearchQuery, first: int) -> tuple[Hit, ...]:
    entries = IndexEntry.objects.in_bulk([row[0] for row in rows])
    today = timezone.localdate()
    hits = []
    for position, (company_id, points, score) in enumerate(rows, start=first):
        entry = entries[company_id]
        hits.append(
            Hit(
                company_id=company_id,
                position=position,
                score=score,
                factors=formula.factors(points, entry.evidence_level, entry.confirmed_on, today),
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
    return Count(number, is_capped=number >= base.MOST_MATCHES)


def _entry(document: Document, digest: str, version: int) -> IndexEntry:
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
        version=version,
        payload=dict(document.payload),
        words=lexemes.of_document(document),
    )
