"""What every engine does with a search: all the words; when hardly anything holds them, typing errors mended; at last some words."""

from dataclasses import replace
from typing import Protocol

from search_index.backends.base import Correction, SearchQuery, SearchResults
from search_index.backends.mending import mended

FEW = 3
"""So many results are enough not to look for typing errors."""


class Ask(Protocol):
    """Ask an engine for one page of what holds all the words, or some."""

    def __call__(self, query: SearchQuery, *, is_widened: bool = False) -> SearchResults: ...


def searched(ask: Ask, query: SearchQuery) -> SearchResults:
    """The results to show."""
    results = ask(query)
    if not query.words or query.ids is not None or results.total.number >= FEW:
        return results
    if not query.is_literal and (meant := mended(query)) is not None:
        found = ask(meant)
        if found.total.number > results.total.number:
            return replace(found, correction=_correction(query, found)) if not results.total.number else found
    if results.total.number or len(query.words) == 1:
        return results
    some = ask(query, is_widened=True)
    return replace(some, is_widened=bool(some.hits))


def _correction(query: SearchQuery, found: SearchResults) -> Correction | None:
    """The text as the first result spells it."""
    text = query.text
    for word in found.hits[0].found if found.hits else ():
        if word.instead:
            text = text.replace(word.typed, word.instead)
    return Correction(text, found.words) if text != query.text else None
