"""The search server answers; while it is away, slow or refuses, the database does, and the page says so."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from django.core.cache import cache

from search_index.backends.base import Count, Engine, Searcher, SearchQuery, SearchResults, Suggestion
from search_index.backends.elasticsearch import FAILURES
from search_index.documents.base import Document

logger = logging.getLogger(__name__)

REST_SECONDS = 5
"""The server is left alone so long after a failure; then one search tries it again."""
RESTING = "search_index.server_rests"

Answer = TypeVar("Answer")


class StandbyEngine:
    """See `Engine`: reads from the server if it can, writes to the database, which the server follows."""

    def __init__(self, server: Searcher, database: Engine) -> None:
        self.server, self.database = server, database

    def search(self, query: SearchQuery) -> SearchResults:
        results = _asked(lambda: self.server.search(query))
        return results or replace(self.database.search(query), is_standby=True)

    def count(self, queries: Sequence[SearchQuery]) -> list[Count]:
        counts = _asked(lambda: self.server.count(queries))
        return self.database.count(queries) if counts is None else counts

    def suggest(self, query: SearchQuery, limit: int = 6) -> list[Suggestion]:
        suggestions = _asked(lambda: self.server.suggest(query, limit))
        return self.database.suggest(query, limit) if suggestions is None else suggestions

    def index(self, documents: Iterable[Document]) -> int:
        return self.database.index(documents)

    def delete(self, company_ids: Iterable[int]) -> int:
        return self.database.delete(company_ids)

    def digests(self, company_ids: Iterable[int]) -> dict[int, str]:
        return self.database.digests(company_ids)

    def clear(self) -> None:
        self.database.clear()


def _asked(ask: Callable[[], Answer]) -> Answer | None:
    """The server's answer, or nothing when it rests or fails."""
    if cache.get(RESTING):
        return None
    try:
        return ask()
    except FAILURES as error:
        cache.set(RESTING, 1, REST_SECONDS)
        logger.warning("the database answers instead of the search server for %s s: %s", REST_SECONDS, error)
        return None
