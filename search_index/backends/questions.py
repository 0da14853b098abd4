"""A search as questions to the inverted index, written for SQLite's FTS5 or for PostgreSQL's tsvector."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from search_index.backends.base import MOST_MATCHES, Near, SearchQuery, Word
from search_index.backends.lexemes import CELL, ID, PLACE, WHOLE, WORD_STEPS, restrictions
from search_index.formula import Step
from search_index.globe import cells_around, squared_chord_of, vector


class Term(NamedTuple):
    """A lexeme, or the beginning of lexemes."""

    lexeme: str
    is_beginning: bool = False


Question = list[list[Term]]
"""Groups that must all be answered, each by one of its terms."""


class Sqlite:
    """Questions to the FTS5 table, whose rowids are positions: it answers in order, as far as it is read."""

    @staticmethod
    def expression(question: Question) -> str:
        return " AND ".join("(" + " OR ".join(Sqlite._term(term) for term in group) + ")" for group in question)

    @staticmethod
    def _term(term: Term) -> str:
        quoted = term.lexeme.replace('"', '""')
        return f'"{quoted}"{" *" if term.is_beginning else ""}'

    @staticmethod
    def positions(condition: str = "", within: str = "", most: int | None = None) -> str:
        """SQL of the first positions that answer; none, and nothing is read, when the condition is false."""
        most = most or MOST_MATCHES
        limit = f"CASE WHEN {condition} THEN {most} ELSE 0 END" if condition else str(most)
        inside = (
            f" AND EXISTS (SELECT 1 FROM search_index_indexentry AS one WHERE one.position = search_index_words.rowid"  # noqa: S608
            f" AND {within})"
            if within
            else ""
        )
        return (
            "SELECT rowid AS position FROM search_index_words WHERE search_index_words MATCH %s"  # noqa: S608
            f"{inside} ORDER BY rowid LIMIT ({limit})"
        )


class Postgresql:
    """Questions to the tsvector with its GIN index, or along the positions when a word is in every other document."""

    @staticmethod
    def expression(question: Question) -> str:
        return " & ".join("(" + " | ".join(Postgresql._term(term) for term in group) + ")" for group in question)

    @staticmethod
    def _term(term: Term) -> str:
        quoted = term.lexeme.replace("\\", "\\\\").replace("'", "''")
        return f"'{quoted}'{':*' if term.is_beginning else ''}"

    @staticmethod
    def positions(condition: str = "", within: str = "", most: int | None = None) -> str:
        """The same."""
        gate = "".join(f" AND {one}" for one in (condition, within) if one)
        return (
            f"SELECT position FROM search_index_indexentry WHERE vector @@ %s::tsquery{gate}"  # noqa: S608
            f" ORDER BY position LIMIT {most or MOST_MATCHES}"
        )


Dialect = Sqlite | Postgresql


def filters(query: SearchQuery, leaving_out: str = "") -> Question:
    """What every match must answer: scope, facets, the words of the place."""
    question = [[Term(lexeme) for lexeme in group] for group in restrictions(query, leaving_out)]
    if query.ids is not None:
        question.append([Term(f"{ID}{company_id}") for company_id in query.ids or (0,)])
    if query.near and query.near.radius_km:
        cells = cells_around(query.near.point, query.near.radius_km)
        question.append([Term(CELL + one, is_beginning=True) for one in cells])
    return question + [_any_of(word, (PLACE,)) for word in query.place_words]


def within(near: Near | None) -> str:
    """SQL that is true of an entry inside the radius, or empty. Numbers only."""
    if near is None or not near.radius_km:
        return ""
    middle = vector(near.point)
    apart = " + ".join(
        f"({axis} - {value!r}) * ({axis} - {value!r})" for axis, value in zip("xyz", middle, strict=True)
    )
    return f"{apart} <= {squared_chord_of(near.radius_km)!r}"


def steps(query: SearchQuery, leaving_out: str = "") -> Iterator[tuple[Step, Question]]:
    """The question of each step, best first: all words in the fields up to that step."""
    common = filters(query, leaving_out)
    yield Step.WHOLE_NAME, [[Term(WHOLE + key) for key in query.whole], *common]
    for number, step in enumerate(WORD_STEPS, start=1):
        # A single word need not be looked for again where the steps before have looked.
        within = WORD_STEPS[:number] if len(query.words) > 1 else (step,)
        yield step, [*(_any_of(word, [f"{one:d}" for one in within]) for word in query.words), *common]


def anywhere(query: SearchQuery, leaving_out: str = "") -> Question:
    """All words, in any field."""
    marks = [f"{step:d}" for step in WORD_STEPS]
    return [*(_any_of(word, marks) for word in query.words), *filters(query, leaving_out)]


def with_whole_words(query: SearchQuery) -> SearchQuery:
    """The same search for whole words only. Engines read whole words lazily, beginnings of words from end to end."""
    return replace(query, words=tuple(replace(word, is_beginning=False) for word in query.words))


def one_word(query: SearchQuery, word: Word, leaving_out: str = "") -> Question:
    """A single word of the search, in any field."""
    return [_any_of(word, [f"{step:d}" for step in WORD_STEPS]), *filters(query, leaving_out)]


def _any_of(word: Word, marks: list[str] | tuple[str, ...]) -> list[Term]:
    return [Term(mark + form, word.is_beginning) for mark in marks for form in word.forms]
