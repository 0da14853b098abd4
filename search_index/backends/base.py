"""The interface every search engine answers; pages and indexing know nothing else of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from django.utils.formats import number_format

from network.common.search_facets import RESERVED
from search_index.documents.base import Document
from search_index.formula import Factor, Step
from search_index.globe import Point

PAGE_SIZE = 20
MOST_MATCHES = 5_000
"""Matches counted and listed at most: the best by the formula; beyond it a total is given as "5,000 or more"."""

SCOPES = ("providers", "companies")
FACETS = ("specialty", "category", "country", "city", "area", "language", "size", "technology", "evidence", *RESERVED)
"""A value is any text; engines compare it in lower case. A new facet is a name here, its mark in `lexemes.FACET_MARKS` and its
values in `Document.values`."""


class Sort(StrEnum):
    """Orders of results; equals stand by score, then by name."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    NEWEST = "newest"
    NAME = "name"


class Instead(NamedTuple):
    """Another word, or several that must all be there, looked for in the place of one typed: as written, and as indexed."""

    written: str
    stems: tuple[str, ...]


@dataclass(frozen=True)
class Word:
    """A word asked for: it is found when one of its forms is, as the beginning of a word or as the whole of it.

    Several words that mean one thing stand as `parts` instead of forms; all of them must be there. `synonyms` count from the step
    SPECIALTY on, never in names. `near` are words of the index one typing error away; what only they
    find stands below everything else.
    """

    typed: str
    forms: tuple[str, ...]
    is_beginning: bool = True
    synonyms: tuple[Instead, ...] = ()
    near: tuple[Instead, ...] = ()
    parts: "tuple[Word, ...]" = ()


@dataclass(frozen=True)
class Near:
    """Somewhere to measure distances from; with `radius_km` only what lies within is found.

    `name` is the city's own name; `is_typed` tells a typed city from the reader's position.
    """

    point: Point
    radius_km: int | None = None
    label: str = ""
    name: str = ""
    is_typed: bool = True


@dataclass(frozen=True)
class SearchQuery:
    """A search, folded and checked; `chosen` holds the values selected in each facet (any of them; all facets).

    `ids` narrows to these companies (saved searches) and, as `is_literal` does, asks for the words as typed: no typing errors
    are mended; with `ids` all words must be there.
    The sort DISTANCE needs `near`; companies whose place is unknown come last.
    """

    text: str = ""
    where: str = ""
    scope: str = "providers"
    words: tuple[Word, ...] = ()
    place_words: tuple[Word, ...] = ()
    whole: tuple[str, ...] = ()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near | None = None
    sort: Sort = Sort.RELEVANCE
    ids: tuple[int, ...] | None = None
    is_literal: bool = False
    page: int = 1

    def of(self, facet: str) -> tuple[str, ...]:
        return self.chosen.get(facet, ())


@dataclass(frozen=True)
class Found:
    """One word of the search, and the best step at which this company answers it (None: not at all)."""

    typed: str
    step: Step | None
    is_place: bool = False
    instead: str = ""
    """The synonym or the mended spelling that was found."""


@dataclass(frozen=True)
class Hit:
    """One result: `score` in tenths is the sum of its factors' points and what the order is made of."""

    company_id: int
    position: int
    score: int
    factors: tuple[Factor, ...]
    found: tuple[Found, ...]
    evidence_level: int
    confirmed_on: date | None
    payload: Mapping[str, Any]
    distance_km: float | None = None


@dataclass(frozen=True)
class Suggestion:
    """A company proposed while a name is being typed."""

    company_id: int
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class Correction:
    """The search as it was understood: its text with typing errors mended. `query.is_literal` undoes it."""

    text: str
    words: tuple[Word, ...]


@dataclass(frozen=True)
class Count:
    """How many; at least so many when capped."""

    number: int
    is_capped: bool = False

    @property
    def exact(self) -> str:
        """The number with its thousands apart."""
        return number_format(self.number, force_grouping=True)

    @property
    def shown(self) -> str:
        """The number, with a plus when there are more."""
        return f"{self.exact}+" if self.is_capped else self.exact


@dataclass(frozen=True)
class SearchResults:
    """One page of results. `counts` gives, per facet and value, how many results choosing it would bring;
    `is_widened` says that no company holds all the words, and these hold some.
    """

    hits: tuple[Hit, ...]
    total: Count
    page: int
    page_count: int
    counts: Mapping[str, Mapping[str, int]]
    is_widened: bool = False
    words: tuple[Word, ...] = ()
    """The words as they were looked for, synonyms and mended spellings included: what to mark in texts."""
    correction: Correction | None = None
    is_standby: bool = False
    """The search server did not answer in time and the database did instead; the page says so."""


class Searcher(Protocol):
    """A place where companies are found."""

    def search(self, query: SearchQuery) -> SearchResults:
        """The page asked for; a page beyond the last is the last."""
        ...

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        """How many companies each search finds, words all together, in one go."""
        ...

    def suggest(self, query: SearchQuery, limit: int = 6) -> list[Suggestion]:
        """Companies with all the words in name, trade name or numbers, the last one perhaps only begun; best first."""
        ...


class Engine(Searcher, Protocol):
    """A place where companies are indexed and found."""

    def index(self, documents: Iterable[Document]) -> int:
        """Write the documents over what is known of their companies; return how many were new or different."""
        ...

    def delete(self, company_ids: Iterable[int]) -> int:
        """Forget companies; return how many were known."""
        ...

    def digests(self, company_ids: Iterable[int]) -> dict[int, str]:
        """What is indexed of these companies, as digests of documents."""
        ...

    def clear(self) -> None:
        """Forget everything."""
        ...
