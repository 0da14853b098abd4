"""Synonyms, put in at every search, for all engines alike: what an operator saves is in force with the next search."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db.models import Count, Max

from search_index.backends.base import Instead, Word
from search_index.folding import LEGAL_FORMS, STOP_WORDS, stem, tokens
from search_index.models import SynonymGroup

Key = tuple[str, ...]
Table = Mapping[Key, tuple[Instead, ...]]
"""For each word or expression, in stems, what may stand instead."""


def expanded(words: tuple[Word, ...], table: Table | None = None) -> tuple[Word, ...]:
    """The words with their synonyms; an expression of several words that has some becomes one word of parts."""
    if not words:
        return words
    known = _present() if table is None else table
    longest = max(map(len, known), default=0)
    found: list[Word] = []
    place = 0
    while place < len(words):
        taken = _longest_expression(words[place : place + longest], known)
        found.append(_with_synonyms(words[place : place + taken], known) if taken else words[place])
        place += taken or 1
    return tuple(found)


def table_of(groups: Iterable[Iterable[str]]) -> Table:
    """What stands for what, given groups of words as operators write them."""
    table: dict[Key, dict[Key, Instead]] = {}
    for group in groups:
        meant = {key: Instead(written, key) for written in group if (key := key_of(written))}
        for key in meant:
            table.setdefault(key, {}).update({other: instead for other, instead in meant.items() if other != key})
    return {key: tuple(others.values()) for key, others in table.items() if others}


def key_of(written: str) -> Key:
    """The stems of a word or expression, as searches and texts have them."""
    given = tokens(written)
    return tuple(stem(word) for word in given if word not in STOP_WORDS and word not in LEGAL_FORMS) or tuple(
        map(stem, given)
    )


def words_in_use() -> list[list[str]]:
    """The groups that operators keep."""
    return list(SynonymGroup.objects.filter(is_active=True).values_list("words", flat=True))


def _present() -> Table:
    """The groups in use: one cheap question tells whether they are still those of the last search."""
    state: dict[str, Any] = SynonymGroup.objects.filter(is_active=True).aggregate(
        last=Max("updated_at"), number=Count("pk")
    )
    return _loaded(str(state["last"]), state["number"]) if state["number"] else {}


@lru_cache(maxsize=2)
def _loaded(last: str, number: int) -> Table:
    return table_of(words_in_use())


def _longest_expression(words: tuple[Word, ...], known: Table) -> int:
    """How many of the words, from the first, make an expression with synonyms; the last may only be begun."""
    stems = tuple(word.forms[-1] for word in words if word.forms)
    return next((length for length in range(len(stems), 0, -1) if stems[:length] in known), 0)


def _with_synonyms(words: tuple[Word, ...], known: Table) -> Word:
    others = known[tuple(word.forms[-1] for word in words)]
    if len(words) == 1:
        return replace(words[0], synonyms=others)
    return Word(" ".join(word.typed for word in words), (), is_beginning=False, synonyms=others, parts=words)
