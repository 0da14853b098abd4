"""How documents and searches are written as lexemes, the same for SQLite and PostgreSQL.

A word is stored once, begun by the digit of the best step it counts for ("1gxo" in the name, "3madrid" in the place); so "all
words in the name" is a question to the inverted index alone, and no text is read to order results. Filters are lexemes too.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from search_index.backends.base import FACETS, Found, Instead, SearchQuery, Word
from search_index.documents.base import Document
from search_index.folding import compact, stems, whole_name
from search_index.formula import Step
from search_index.globe import cell

WHOLE, PLACE, PROVIDER, COMPANY = "0", "p", "in:providers", "in:companies"
ID, CELL = "id:", "ce:"
WORD_STEPS = (Step.NAME, Step.TRADE_NAME, Step.SPECIALTY, Step.OFFER, Step.PRESENTATION)
FACET_MARKS = dict(
    zip(FACETS, ("sp:", "ca:", "co:", "ci:", "ar:", "la:", "si:", "te:", "ev:", "ra:", "bu:"), strict=True)
)
FACETS_BY_MARK = {mark: facet for facet, mark in FACET_MARKS.items()}
UNKEPT = re.compile(r"[^a-z0-9-]+")
MOST_WORDS_OF_A_STEP = 600


def of_document(document: Document) -> str:
    """All lexemes of a document, with a blank between."""
    known: dict[str, Step] = {}
    for step, text in _texts(document):
        for word in stems(text)[:MOST_WORDS_OF_A_STEP]:
            known.setdefault(word, step)
    for number in document.numbers:
        known.setdefault(compact(number), Step.TRADE_NAME)
    lexemes = [f"{step:d}{word}" for word, step in known.items()]
    lexemes += [WHOLE + whole_name(name) for name in document.names]
    lexemes += [PLACE + word for place in document.places for word in stems(place)]
    lexemes += [COMPANY, *([PROVIDER] if document.is_provider else []), f"{ID}{document.company_id}"]
    lexemes += [CELL + cell(document.point)] if document.point else []
    return " ".join(dict.fromkeys([*lexemes, *facets_of(document)]))


def facets_of(document: Document) -> list[str]:
    """The values of a document in each facet, as lexemes."""
    values = document.values()
    return [facet_lexeme(facet, value) for facet in FACETS for value in values[facet]]


def facet_lexeme(facet: str, value: str) -> str:
    """A value of a facet: lower case, in the characters every engine keeps together."""
    return FACET_MARKS[facet] + "-".join(UNKEPT.sub(" ", value.lower()).split())


def counted(shelves: Iterable[tuple[str, int]], only: str = "") -> dict[str, Counter[str]]:
    """How many entries hold each value of each facet, from their joined lexemes and numbers; `only` one facet if given."""
    counts: dict[str, Counter[str]] = {only: Counter()} if only else {facet: Counter() for facet in FACETS}
    for shelf, number in shelves:
        for lexeme in shelf.split(" "):
            facet = FACETS_BY_MARK[lexeme[:3]]
            if facet in counts:
                counts[facet][lexeme[3:]] += number
    return counts


def _texts(document: Document) -> Iterator[tuple[Step, str]]:
    for step in WORD_STEPS:
        if step == Step.SPECIALTY:
            yield from ((step, place) for place in document.places)
        yield from ((step, text) for text in document.texts.get(step, ()))


def restrictions(query: SearchQuery, leaving_out: str = "") -> list[list[str]]:
    """Filters of a search: of each list at least one lexeme must be there; `leaving_out` names a facet not applied.

    Every entry is in the scope Companies: that is only said when there is nothing else to say.
    """
    scope = [[PROVIDER]] if query.scope == "providers" else []
    chosen = [facet for facet in FACETS if query.of(facet) and facet != leaving_out]
    groups = [*scope, *([facet_lexeme(facet, value) for value in query.of(facet)] for facet in chosen)]
    return groups if groups or query.words or query.place_words else [[COMPANY]]


def found_in(lexemes: str, words: Iterable[Word]) -> tuple[Found, ...]:
    """Where each word of a search is in an entry's lexemes, at its best: as typed, else by a synonym, else mended."""
    held = f" {lexemes} "
    return tuple(_found(held, word) for word in words)


def _found(held: str, word: Word) -> Found:
    if word.parts and (steps := [_found(held, part).step for part in word.parts]) and None not in steps:
        return Found(word.typed, max(step for step in steps if step is not None))
    for step in WORD_STEPS:
        if _holds(held, f"{step:d}", word):
            return Found(word.typed, step, is_place=step == Step.SPECIALTY and _holds(held, PLACE, word))
    by_synonym = _found_instead(held, word, word.synonyms)
    if by_synonym.step is not None:
        return replace(by_synonym, step=max(by_synonym.step, Step.SPECIALTY))
    return _found_instead(held, word, word.near)


def _found_instead(held: str, word: Word, others: Iterable[Instead]) -> Found:
    found = ((step, other.written) for other in others if (step := _step_of_all(held, other)) is not None)
    step, written = min(found, default=(None, ""))
    return Found(word.typed, step, instead=written)


def _step_of_all(held: str, other: Instead) -> Step | None:
    steps = [next((step for step in WORD_STEPS if f" {step:d}{stem} " in held), None) for stem in other.stems]
    return None if None in steps else max(step for step in steps if step is not None)


def _holds(held: str, mark: str, word: Word) -> bool:
    end = "" if word.is_beginning else " "
    return any(f" {mark}{form}{end}" in held for form in word.forms)
