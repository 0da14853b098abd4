"""The Elasticsearch engine: the same questions and points as the database, asked of a search server. The only module that speaks to it.

Words arrive folded and stemmed (`folding.py`, one analysis for both engines), so the mapping needs no analyser of its own. The score of
the server is the sum of the formula's points: constant scores for steps, evidence and quarters of freshness.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.utils import timezone
from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch
from elasticsearch.dsl import A, MultiSearch, Q, Search
from elasticsearch.dsl.query import Query

from search_index import formula
from search_index.backends import base, lexemes, questions
from search_index.backends.base import FACETS, PAGE_SIZE, Count, Hit, SearchQuery, SearchResults, Sort, Suggestion
from search_index.backends.lexemes import FACET_MARKS, restrictions
from search_index.backends.questions import STEPS_OF_A_NAME, All, Question, Term
from search_index.backends.questions import Any as AnyOf
from search_index.backends.ranking import MOST_WORDS_WIDENED
from search_index.backends.searching import searched
from search_index.globe import Point, kilometres, vector

MOST_VALUES = 500
FIELDS = {
    "0": "whole",
    "1": "name",
    "2": "trade_name",
    "3": "specialty",
    "4": "offer",
    "5": "presentation",
    "p": "place",
}
KEPT = {mark: FIELDS[mark] for mark in "12345p"}
FACET_FIELDS = {mark: f"facet_{facet}" for facet, mark in FACET_MARKS.items()}
FAILURES = (TransportError, ApiError)


def address(url: str) -> str:
    """elasticsearch://user:password@host:port/prefix?tls=1 as the client wants it."""
    parts = urlsplit(url)
    scheme = "https" if parse_qs(parts.query).get("tls") == ["1"] else "http"
    return f"{scheme}://{parts.netloc}"


def prefix(url: str) -> str:
    """What the names of this network's indices begin with."""
    return urlsplit(url).path.strip("/") or "comptoir"


def client() -> Elasticsearch:
    """The client of SEARCH_URL, one a process."""
    return _client(address(settings.SEARCH_URL), settings.SEARCH_SECONDS)


@cache
def _client(url: str, seconds: float) -> Elasticsearch:
    return Elasticsearch(url, request_timeout=seconds, max_retries=0, retry_on_timeout=False)


def serving() -> str:
    """The alias that answers searches."""
    return prefix(settings.SEARCH_URL)


class ElasticsearchEngine:
    """See `Engine`."""

    def search(self, query: SearchQuery) -> SearchResults:
        return searched(_answer, query)

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        if not queries:
            return []
        asked: Any = MultiSearch(using=client(), index=serving())
        for query in queries:
            asked = asked.add(
                Search().query(_matching(query)).extra(size=0, track_total_hits=base.MOST_MATCHES, _source=False)
            )
        return [_count(response.hits.total) for response in asked.execute()]

    def suggest(self, query: SearchQuery, limit: int = 6) -> list[Suggestion]:
        if not query.words:
            return []
        asked = _search(_scored(islice(questions.steps(query), STEPS_OF_A_NAME)), query)
        response = asked.extra(size=limit, track_total_hits=False).source(["payload"]).execute()
        return [Suggestion(int(hit.meta.id), hit.payload.to_dict()) for hit in response]


def _answer(query: SearchQuery, *, is_widened: bool = False) -> SearchResults:
    """A page of what holds all the words, or some; a page beyond the last is the last."""
    response: Any = _page(query, is_widened=is_widened).execute()
    total = response.hits.total.value
    page_count = max(1, -(-min(total, base.MOST_MATCHES) // PAGE_SIZE))
    if query.page > page_count:
        return _answer(replace(query, page=page_count), is_widened=is_widened)
    return SearchResults(
        hits=_hits(response, query),
        total=Count(total),
        page=query.page,
        page_count=page_count,
        counts={facet: _values(response, facet) for facet in FACETS},
        words=query.words,
    )


def _page(query: SearchQuery, *, is_widened: bool) -> Search:
    """One request: the page in order, the exact number, and each facet counted without its own selection."""
    bare = replace(query, chosen={})
    scored = _some_words(bare) if is_widened else _scored(questions.steps(bare), without_words=not query.words)
    asked = _search(scored, bare)
    chosen = {facet: _chosen(query, facet) for facet in FACETS if query.of(facet)}
    if chosen:
        asked = asked.post_filter(Q("bool", filter=list(chosen.values())))
    for facet in FACETS:
        others = [condition for name, condition in chosen.items() if name != facet]
        counted = A("terms", field=f"facet_{facet}", size=MOST_VALUES)
        holder = asked.aggs.bucket(f"of_{facet}", "filter", filter=Q("bool", filter=others)) if others else asked.aggs
        holder.bucket(facet, counted)
    first = (query.page - 1) * PAGE_SIZE
    first = min(first, base.MOST_MATCHES - PAGE_SIZE) if base.MOST_MATCHES > PAGE_SIZE else 0
    return asked.extra(from_=first, size=PAGE_SIZE, track_total_hits=True).source(excludes=["facet_*", "whole"])


def _search(scored: Query, query: SearchQuery) -> Search:
    """A search of what is scored, filtered by everything but facets, in the order asked for, with points for the standing."""
    today = timezone.localdate()
    standing = [
        Q("constant_score", filter=Q("term", evidence_level=level), boost=formula.evidence_points(level))
        for level in range(2, formula.HIGHEST_EVIDENCE + 1)
    ]
    standing += [
        Q("constant_score", filter=Q("range", confirmed_on={"gt": day.isoformat()}), boost=formula.POINTS_A_QUARTER)
        for day in formula.quarters(today)
    ]
    whole = Q("bool", must=[scored], should=standing, filter=_common(query))
    limit = f"{int(settings.SEARCH_SECONDS * 1000) - 100}ms"
    return (
        Search(using=client(), index=serving())
        .query(whole)
        .sort(*_order(query))
        .extra(track_scores=True, timeout=limit)
        .params(allow_partial_search_results=False)
    )


def _scored(steps: Iterable[tuple[formula.Step, Question]], *, without_words: bool = False) -> Query:
    """The points of the best step that a company answers."""
    if without_words:
        return Q("constant_score", filter=Q("match_all"), boost=0)
    return Q(
        "dis_max",
        queries=[
            Q("constant_score", filter=_expression(question), boost=formula.STEP_POINTS[step])
            for step, question in steps
        ],
    )


def _some_words(query: SearchQuery) -> Query:
    """Points for each word found."""
    words = [
        Q("constant_score", filter=_expression(questions.one_word(query, word)), boost=formula.POINTS_A_WORD)
        for word in query.words[:MOST_WORDS_WIDENED]
    ]
    return Q("bool", should=words, minimum_should_match=1)


def _matching(query: SearchQuery) -> Query:
    """What holds all the words under all filters, without points."""
    words = [_expression(questions.anywhere(query))] if query.words else [_expression(All(questions.filters(query)))]
    return Q("bool", filter=[*words, *_inside(query)])


def _common(query: SearchQuery) -> list[Query]:
    return [*(_expression(question) for question in questions.filters(query)), *_inside(query)]


def _inside(query: SearchQuery) -> list[Query]:
    if query.near is None or not query.near.radius_km:
        return []
    return [Q("geo_distance", distance=f"{query.near.radius_km}km", point=_degrees(query.near.point))]


def _chosen(query: SearchQuery, facet: str) -> Query:
    only = replace(query, chosen={facet: query.of(facet)}, scope="companies")
    return Q("bool", filter=[_expression(AnyOf(tuple(Term(one) for one in group))) for group in restrictions(only)])


def _expression(question: Question) -> Query:
    """A question in the server's language."""
    if isinstance(question, Term):
        return _term(question)
    if isinstance(question, All):
        return Q("bool", filter=[_expression(part) for part in question.parts])
    return Q("bool", should=[_expression(part) for part in question.parts], minimum_should_match=1)


def _term(term: Term) -> Query:
    lexeme = term.lexeme
    if lexeme in {lexemes.COMPANY, lexemes.PROVIDER}:
        return Q("match_all") if lexeme == lexemes.COMPANY else Q("term", is_provider=True)
    field, value = _field(lexeme)
    return Q("prefix" if term.is_beginning else "term", **{field: {"value": value}})


def _field(lexeme: str) -> tuple[str, str]:
    """Where a lexeme stands in the server's documents."""
    mark = lexeme[:3]
    known = {lexemes.ID: "company_id", lexemes.CELL: "cell", **FACET_FIELDS}
    return (known[mark], lexeme[3:]) if mark in known else (FIELDS[lexeme[0]], lexeme[1:])


def _order(query: SearchQuery) -> list[Any]:
    equals: list[Any] = [{"_score": "desc"}, {"sort_name": "asc"}, {"company_id": "asc"}]
    if query.sort == Sort.NAME:
        return [{"sort_name": "asc"}, *equals]
    if query.sort == Sort.NEWEST:
        return [{"since": {"order": "desc", "missing": "_last"}}, *equals]
    if query.sort == Sort.DISTANCE and query.near:
        return [{"_geo_distance": {"point": _degrees(query.near.point), "order": "asc", "unit": "km"}}, *equals]
    return equals


def _degrees(point: Point) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}


def _values(response: Any, facet: str) -> Mapping[str, int]:
    found = response.aggregations
    held = found[f"of_{facet}"][facet] if f"of_{facet}" in found else found[facet]
    return {bucket.key: bucket.doc_count for bucket in held.buckets}


def _hits(response: Any, query: SearchQuery) -> tuple[Hit, ...]:
    first = (query.page - 1) * PAGE_SIZE + 1
    return tuple(_hit(hit, query, position) for position, hit in enumerate(response, start=first))


def _hit(hit: Any, query: SearchQuery, position: int) -> Hit:
    source, today = hit.to_dict(), timezone.localdate()
    score, level = round(hit.meta.score), source["evidence_level"]
    confirmed_on = date.fromisoformat(source["confirmed_on"]) if source.get("confirmed_on") else None
    words = score - formula.evidence_points(level) - formula.freshness_points(confirmed_on, today)
    held = " ".join(mark + word for mark, field in KEPT.items() for word in source.get(field, "").split())
    return Hit(
        company_id=source["company_id"],
        position=position,
        score=score,
        factors=formula.factors(words, level, confirmed_on, today),
        found=lexemes.found_in(held, query.words),
        evidence_level=level,
        confirmed_on=confirmed_on,
        payload=source["payload"],
        distance_km=_distance(query, source.get("point")),
    )


def _distance(query: SearchQuery, point: Mapping[str, float] | None) -> float | None:
    if query.near is None or point is None:
        return None
    return kilometres(vector(query.near.point), vector(Point(point["lat"], point["lon"])))


def _count(total: Any) -> Count:
    return Count(total.value, is_capped=total.value >= base.MOST_MATCHES)
