"""What the pages of the search show, as frozen values."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from search_index import formula
from search_index.backends import engine
from search_index.backends.base import FACETS, PAGE_SIZE, SCOPES, Correction, Count, SearchQuery, SearchResults, Sort
from search_index.facets import Chosen, Facet, Radius, Taxonomy, chosen_filters, city_names_of, facets_of, radii_of
from search_index.map import Map, map_of
from search_index.nearness import RADII_KM
from search_index.query import address, narrowed, pairs_of, read, within, without, without_place
from search_index.rows import ResultRow, row_of
from search_index.wording import SORT_NAMES, STEP_NAMES, count_sentence, factor_name, heading, wider_sentence

MOST_WAYS_OUT = 5


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: str


@dataclass(frozen=True)
class WayOut:
    """What to do when nothing is found: a wider search and what it finds."""

    label: str
    url: str
    found: str


@dataclass(frozen=True)
class SortOption:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Mended:
    """The search as it was understood, and the way back to what was typed."""

    text: str
    url: str
    literal_url: str


@dataclass(frozen=True)
class SearchPage:
    """Everything the search page shows."""

    query: SearchQuery
    heading: tuple[str, str]
    total: Count
    is_widened: bool
    left_out: tuple[str, ...]
    tabs: tuple[Tab, ...]
    chosen: tuple[Chosen, ...]
    clear_url: str
    facets: tuple[Facet, ...]
    rows: tuple[ResultRow, ...]
    page: Page
    other_scope: WayOut | None
    ways_out: tuple[WayOut, ...]
    ranking_url: str
    radii: tuple[Radius, ...]
    sorts: tuple[SortOption, ...]
    kept: tuple[tuple[str, str], ...]
    """What the form of the filters carries along."""
    kept_for_sort: tuple[tuple[str, str], ...]
    namesakes: tuple[tuple[str, str], ...]
    mended: Mended | None
    is_literal: bool
    is_standby: bool
    map: Map | None
    query_string: str


def search_page(parameters: QueryDict, compared: Collection[int] = ()) -> SearchPage:
    """Answer an address, in a number of queries that does not depend on what is found; `compared` boxes are ticked."""
    taxonomy = Taxonomy.load()
    request = read(parameters, taxonomy.slugs)
    asked = request.query
    results = engine().search(narrowed(asked, taxonomy.ancestors))
    asked = replace(asked, page=results.page)
    other = replace(asked, scope=next(scope for scope in SCOPES if scope != asked.scope), page=1)
    wider = [] if results.hits else _wider(asked)
    counts = engine().count([narrowed(query, taxonomy.ancestors) for query in (other, *wider)])
    cities = city_names_of(results, asked)
    words = results.words or asked.words
    rows = tuple(row_of(hit, asked, taxonomy, words, compared) for hit in results.hits)
    return SearchPage(
        query=asked,
        heading=heading(asked, results.total, cities),
        total=results.total,
        is_widened=results.is_widened,
        left_out=request.left_out,
        tabs=_tabs(asked, results, other, counts[0]),
        chosen=chosen_filters(asked, taxonomy, cities),
        clear_url=address(replace(within(asked, None), chosen={})),
        facets=facets_of(asked, results, taxonomy, cities),
        rows=rows,
        page=_page(results),
        other_scope=_way_out(asked, other, counts[0]) if counts[0].number else None,
        ways_out=tuple(
            _way_out(asked, query, count)
            for query, count in ([] if results.hits else zip((*wider, other), (*counts[1:], counts[0]), strict=True))
            if count.number
        )[:MOST_WAYS_OUT],
        ranking_url=reverse("search_index:ranking"),
        radii=radii_of(asked),
        sorts=_sorts(asked),
        kept=tuple(pairs_of(asked, leaving_out=(*FACETS, "radius"))),
        kept_for_sort=tuple(pairs_of(asked, leaving_out=("sort",))),
        namesakes=tuple((name, address(_elsewhere(asked, name))) for name in request.namesakes),
        mended=_mended(asked, results.correction),
        is_literal=asked.is_literal,
        is_standby=results.is_standby,
        map=map_of(rows, asked.near),
        query_string=urlencode(pairs_of(asked)),
    )


def _elsewhere(asked: SearchQuery, where: str) -> SearchQuery:
    """The same search around a namesake."""
    return replace(asked, where=where, page=1)


def _mended(asked: SearchQuery, correction: Correction | None) -> Mended | None:
    if correction is None:
        return None
    return Mended(
        text=correction.text,
        url=address(replace(asked, text=correction.text)),
        literal_url=address(replace(asked, is_literal=True)),
    )


def _sorts(asked: SearchQuery) -> tuple[SortOption, ...]:
    """The orders on offer: by distance once there is somewhere to measure from."""
    return tuple(
        SortOption(sort.value, str(label), is_chosen=sort == asked.sort)
        for sort, label in SORT_NAMES.items()
        if sort != Sort.DISTANCE or asked.near
    )


def _wider(asked: SearchQuery) -> list[SearchQuery]:
    """The same search with one thing dropped, then with several: nobody is left without a way on."""
    filters = [without(asked, facet) for facet in FACETS if asked.of(facet)]
    radius = asked.near.radius_km if asked.near else None
    larger = [within(asked, one) for one in RADII_KM if radius and one > radius][:1]
    place = [without_place(asked)] if asked.place_words or radius else []
    words = [replace(asked, text="", words=(), whole=(), page=1)] if asked.words else []
    bare = [replace(one, chosen={}) for one in (asked, *place)] if asked.chosen else []
    if len(filters) == 1:
        bare = bare[1:]
    wordless = [replace(one, text="", words=(), whole=()) for one in bare[:1]] if words and bare else []
    return [one for one in (*filters, *larger, *place, *words, *bare, *wordless) if pairs_of(one)]


def _way_out(asked: SearchQuery, wider: SearchQuery, count: Count) -> WayOut:
    return WayOut(wider_sentence(asked, wider), address(wider), count_sentence(wider.scope, count))


def _tabs(asked: SearchQuery, results: SearchResults, other: SearchQuery, other_total: Count) -> tuple[Tab, ...]:
    """The scopes with what each finds; the other one is not counted when this one had to be searched for some words only."""
    labels = {"providers": _("Providers"), "companies": _("Companies")}
    known = {
        asked.scope: Tab(labels[asked.scope], address(asked), current=True, count=results.total.shown),
        other.scope: Tab(
            labels[other.scope], address(other), current=False, count="" if results.is_widened else other_total.shown
        ),
    }
    return tuple(known[scope] for scope in SCOPES)


def _page(results: SearchResults) -> Page:
    return Paginator(range(results.total.number), PAGE_SIZE).page(results.page)


@dataclass(frozen=True)
class RankingPage:
    """The formula in words and numbers."""

    version: int
    factors: Sequence[tuple[str, float]]
    steps: Sequence[tuple[str, float]]
    points_a_word: float
    days_a_quarter: int
    fresh_for_days: int
    full_score: float


def ranking_page() -> RankingPage:
    """Every number comes from the formula that orders."""
    factors: Any = formula.factors(0, 1, None, formula.FIRST_DAY)
    return RankingPage(
        version=formula.VERSION,
        factors=[(factor_name(factor.key), factor.most / 10) for factor in factors],
        steps=[(str(STEP_NAMES[step]), formula.STEP_POINTS[step] / 10) for step in formula.Step],
        points_a_word=formula.POINTS_A_WORD / 10,
        days_a_quarter=formula.DAYS_A_QUARTER,
        fresh_for_days=formula.FRESH_FOR_DAYS,
        full_score=formula.FULL_SCORE / 10,
    )
