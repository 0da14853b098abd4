"""A search as questions to the inverted index, free of any engine's own language."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from search_index.backends.base import Instead, Near, SearchQuery, Word
from search_index.backends.lexemes import CELL, ID, PLACE, WHOLE, WORD_STEPS, restrictions
from search_index.formula import Step
from search_index.globe import cells_around, squared_chord_of, vector

STEPS_OF_A_NAME = 3
MARKS = tuple(f"{step:d}" for step in WORD_STEPS)
MARKS_OF_NAMES = MARKS[: STEPS_OF_A_NAME - 1]


class Term(NamedTuple):
    """A lexeme, or the beginning of lexemes."""

    lexeme: str
    is_beginning: bool = False


class Any(NamedTuple):
    """Answered when one of its parts is."""

    parts: "tuple[Question, ...]"


class All(NamedTuple):
    """Answered when all of its parts are."""

    parts: "tuple[Question, ...]"


Question = Term | Any | All


def filters(query: SearchQuery, leaving_out: str = "") -> tuple[Question, ...]:
    """What every match must answer: scope, facets, companies named, cells within the radius, the words of the place."""
    groups: list[Question] = [_any(Term(lexeme) for lexeme in group) for group in restrictions(query, leaving_out)]
    if query.ids is not None:
        groups.append(_any(Term(f"{ID}{company_id}") for company_id in query.ids or (0,)))
    if query.near and query.near.radius_km:
        cells = cells_around(query.near.point, query.near.radius_km)
        groups.append(_any(Term(CELL + one, is_beginning=True) for one in cells))
    return (*groups, *(_any(_typed(word, (PLACE,))) for word in query.place_words))


def within(near: Near | None) -> str:
    """SQL that is true of an entry inside the radius, or empty. Numbers only."""
    if near is None or not near.radius_km:
        return ""
    return f"{squared_chord_from(near)} <= {squared_chord_of(near.radius_km)!r}"


def squared_chord_from(near: Near) -> str:
    """SQL of how far an entry is, to be compared."""
    middle = vector(near.point)
    return " + ".join(
        f"({axis} - ({value!r})) * ({axis} - ({value!r}))" for axis, value in zip("xyz", middle, strict=True)
    )


def steps(query: SearchQuery, leaving_out: str = "") -> Iterator[tuple[Step, Question]]:
    """The question of each step, best first: all words in the fields up to that step."""
    common = filters(query, leaving_out)
    yield Step.WHOLE_NAME, All((_any(Term(WHOLE + key) for key in query.whole), *common))
    for number, step in enumerate(WORD_STEPS, start=1):
        # A single word need not be looked for again where the steps before have looked.
        is_single = len(query.words) == 1 and not query.words[0].parts
        typed_in = (f"{step:d}",) if is_single else MARKS[:number]
        synonyms_in = MARKS[:number] if step >= Step.SPECIALTY else ()
        yield step, All((*(_answer(word, typed_in, synonyms_in) for word in query.words), *common))
    if any(word.near for word in query.words):
        yield Step.NAME_MENDED, All((*(_mended(word, MARKS_OF_NAMES) for word in query.words), *common))
        yield Step.MENDED, All((*(_mended(word, MARKS, MARKS) for word in query.words), *common))


def anywhere(query: SearchQuery, leaving_out: str = "") -> Question:
    """All words, in any field."""
    return All((*(_mended(word, MARKS, MARKS) for word in query.words), *filters(query, leaving_out)))


def with_whole_words(query: SearchQuery) -> SearchQuery:
    """The same search for whole words only. Engines read whole words lazily, beginnings of words from end to end."""
    return replace(query, words=tuple(_whole(word) for word in query.words))


def _whole(word: Word) -> Word:
    return replace(word, is_beginning=False, parts=tuple(_whole(part) for part in word.parts))


def one_word(query: SearchQuery, word: Word, leaving_out: str = "") -> Question:
    """A single word of the search, in any field."""
    return All((_answer(word, MARKS, MARKS), *filters(query, leaving_out)))


def _answer(word: Word, typed_in: Iterable[str], synonyms_in: tuple[str, ...] = ()) -> Question:
    return _any([*_typed(word, typed_in), *_instead(word.synonyms, synonyms_in)])


def _mended(word: Word, typed_in: tuple[str, ...], synonyms_in: tuple[str, ...] = ()) -> Question:
    """The word, its synonyms or what it may have been meant to be."""
    return _any([*_typed(word, typed_in), *_instead(word.synonyms, synonyms_in), *_instead(word.near, typed_in)])


def _typed(word: Word, marks: Iterable[str]) -> list[Question]:
    if word.parts:
        fields = tuple(marks)
        return [_all(_any(_typed(part, fields)) for part in word.parts)]
    return [Term(mark + form, word.is_beginning) for mark in marks for form in word.forms]


def _instead(others: Iterable[Instead], marks: tuple[str, ...]) -> list[Question]:
    if not marks:
        return []
    return [_all(_any(Term(mark + stem) for mark in marks) for stem in other.stems) for other in others]


def _any(parts: Iterable[Question]) -> Question:
    given = tuple(parts)
    return given[0] if len(given) == 1 else Any(given)


def _all(parts: Iterable[Question]) -> Question:
    given = tuple(parts)
    return given[0] if len(given) == 1 else All(given)
