"""The engines: which one answers is decided by SEARCH_URL; the database is always there to stand in."""

from functools import cache

from search_index.backends.base import Engine
from search_index.pushes import is_in_use


def engine() -> Engine:
    """The engine in use."""
    return _standing_by() if is_in_use() else _database()


@cache
def _database() -> Engine:
    from search_index.backends.database import DatabaseEngine

    return DatabaseEngine()


@cache
def _standing_by() -> Engine:
    from search_index.backends.elasticsearch import ElasticsearchEngine
    from search_index.backends.standby import StandbyEngine

    return StandbyEngine(ElasticsearchEngine(), _database())
