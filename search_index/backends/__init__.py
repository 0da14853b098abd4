"""The engines: which one answers is decided by SEARCH_URL."""

from functools import cache

from search_index.backends.base import Engine


@cache
def engine() -> Engine:
    """The engine in use. This version always answers from the database; a check warns when SEARCH_URL names another."""
    from search_index.backends.database import DatabaseEngine

    return DatabaseEngine()
