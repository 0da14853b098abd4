"""SQL of the best matches of a search with their points, of a page of them in order, and of their facets, in one statement."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import NamedTuple

from search_index import formula
from search_index.backends import base, questions
from search_index.backends.base import FACETS, SearchQuery, Sort
from search_index.backends.dialects import Dialect, dialect
from search_index.backends.questions import STEPS_OF_A_NAME, All, Question

MOST_WORDS_WIDENED = 6
MOST_SUGGESTED = 200
NOWHERE = 5
"""Farther than anywhere, as a squared chord."""


class Asked(NamedTuple):
    """SQL and its parameters."""

    sql: str
    parameters: list[str]


def ranked(query: SearchQuery) -> Asked:
    """Positions and points of the best matches. Nothing is read for a step once one before it has reached the cap.

    When whole words alone reach the cap, words that only begin so are not read: there are better matches than can be shown.
    """
    speech, inside, most = dialect(), questions.within(query.near), base.MOST_MATCHES
    if not query.words:
        sql = f"SELECT position, 0 AS points FROM ({speech.positions(within=inside)}) AS every"  # noqa: S608
        return Asked(sql, [speech.expression(_filters(query))])
    whole = questions.with_whole_words(query)
    tables = [f"whole AS MATERIALIZED ({speech.number(inside)})"]
    parameters = [speech.expression(questions.anywhere(whole))]
    names: list[tuple[str, int]] = []
    for asked, condition in ((whole, f">= {most}"), (query, f"< {most}")):
        room = [f"(SELECT number FROM whole) {condition}"]  # noqa: S608
        for step, question in questions.steps(asked):
            name = f"step_{len(names)}"
            tables.append(f"{name} AS MATERIALIZED ({speech.positions(' AND '.join(room), inside)})")
            parameters.append(speech.expression(question))
            room.append(f"(SELECT COUNT(*) FROM {name}) < {most}")  # noqa: S608
            names.append((name, formula.STEP_POINTS[step]))
    every = " UNION ALL ".join(f"SELECT position, {points:d} AS points FROM {name}" for name, points in names)  # noqa: S608
    sql = (
        f"WITH {', '.join(tables)} SELECT position, MAX(points) AS points FROM ({every}) AS every"  # noqa: S608
        f" GROUP BY position ORDER BY 2 DESC, 1 LIMIT {most}"
    )
    return Asked(sql, parameters)


def some_words(query: SearchQuery, leaving_out: str = "") -> Asked:
    """The same of what holds some of the words: points for each of them."""
    speech, inside = dialect(), questions.within(query.near)
    words = query.words[:MOST_WORDS_WIDENED]
    every = " UNION ALL ".join(f"SELECT position FROM ({speech.positions(within=inside)}) AS one" for _ in words)  # noqa: S608
    sql = (
        f"SELECT position, {formula.POINTS_A_WORD} * COUNT(*) AS points FROM ({every}) AS every"  # noqa: S608
        f" GROUP BY position ORDER BY 2 DESC, 1 LIMIT {base.MOST_MATCHES}"
    )
    return Asked(sql, [speech.expression(questions.one_word(query, word, leaving_out)) for word in words])


def suggested(query: SearchQuery) -> Asked:
    """The same of names that begin so."""
    speech = dialect()
    asked = list(islice(questions.steps(query), STEPS_OF_A_NAME))
    every = " UNION ALL ".join(
        f"SELECT position, {formula.STEP_POINTS[step]:d} AS points FROM ({speech.positions(most=MOST_SUGGESTED)}) AS one"  # noqa: S608
        for step, _ in asked
    )
    sql = f"SELECT position, MAX(points) AS points FROM ({every}) AS every GROUP BY position"  # noqa: S608
    return Asked(sql, [speech.expression(question) for _, question in asked])


def matches(query: SearchQuery, leaving_out: str = "") -> Asked:
    """The positions that answer, in no order: as many as `ranked` finds, for counting."""
    speech, inside = dialect(), questions.within(query.near)
    if not query.words:
        return Asked(speech.positions(within=inside), [speech.expression(_filters(query, leaving_out))])
    number = "(SELECT COUNT(*) FROM whole)"
    sql = (
        f"WITH whole AS MATERIALIZED ({speech.positions(within=inside)}),"  # noqa: S608
        f" beginning AS MATERIALIZED ({speech.positions(f'{number} < {base.MOST_MATCHES}', inside)})"
        f" SELECT position FROM whole WHERE {number} >= {base.MOST_MATCHES} UNION ALL SELECT position FROM beginning"
    )
    whole = questions.with_whole_words(query)
    return Asked(sql, [speech.expression(questions.anywhere(asked, leaving_out)) for asked in (whole, query)])


def page(best: Asked, query: SearchQuery, first: int, number: int, today: date) -> Asked:
    """A page of the best matches in order, as (0, company, points, score, rank), and the facets of all of them,
    as (number, 0, 0, 0, their lexemes).
    """
    speech = dialect()
    sql = f"""
        WITH best AS MATERIALIZED ({best.sql}),
        found AS MATERIALIZED (
            SELECT entry.company_id, best.points, best.points + {_standing(today)} AS score, entry.sort_name, entry.facets
            {", entry.since" if query.sort == Sort.NEWEST else ""}{_distance_column(query)}
            FROM best JOIN search_index_indexentry AS entry ON entry.position = best.position
        )
        SELECT 0, company_id, points, score, '' FROM (
            SELECT company_id, points, score FROM found ORDER BY {_order(query, speech)} LIMIT {number:d} OFFSET {first:d}
        ) AS page
        UNION ALL SELECT COUNT(*), 0, 0, 0, facets FROM found GROUP BY facets
    """  # noqa: S608
    return Asked(sql, best.parameters)


def counted(query: SearchQuery, *, is_widened: bool) -> Asked | None:
    """For each facet in use, (facet, lexemes, number) of the matches without its own selection."""
    chosen = [facet for facet in FACETS if query.of(facet)]
    asked = [(some_words if is_widened else matches)(query, facet) for facet in chosen]
    parts = [
        f"SELECT '{facet}' AS facet, entry.facets, COUNT(*) FROM ({one.sql}) AS best"  # noqa: S608
        " JOIN search_index_indexentry AS entry ON entry.position = best.position GROUP BY entry.facets"
        for facet, one in zip(chosen, asked, strict=True)
    ]
    return Asked(" UNION ALL ".join(parts), [value for one in asked for value in one.parameters]) if parts else None


def _filters(query: SearchQuery, leaving_out: str = "") -> Question:
    return All(questions.filters(query, leaving_out))


def _standing(today: date) -> str:
    """Points for evidence and freshness, as `formula.factors` counts them."""
    most = formula.FRESHNESS_POINTS
    cases = " ".join(
        f"WHEN entry.confirmed_on > '{day.isoformat()}' THEN {most - number * formula.POINTS_A_QUARTER}"
        for number, day in enumerate(formula.quarters(today))
    )
    return f"(CASE {cases} ELSE 0 END + {formula.POINTS_AN_EVIDENCE_LEVEL} * (entry.evidence_level - 1))"


def _distance_column(query: SearchQuery) -> str:
    if query.sort != Sort.DISTANCE or query.near is None:
        return ""
    return f", CASE WHEN entry.x IS NULL THEN {NOWHERE} ELSE {questions.squared_chord_from(query.near)} END AS distance"


def _order(query: SearchQuery, speech: Dialect) -> str:
    return ", ".join([*_first(query, speech), "score DESC", f"sort_name{speech.collation}", "company_id"])


def _first(query: SearchQuery, speech: Dialect) -> Iterator[str]:
    """What comes before the score in the order asked for."""
    if query.sort == Sort.NAME:
        yield f"sort_name{speech.collation}"
    elif query.sort == Sort.NEWEST:
        yield "since DESC NULLS LAST"
    elif query.sort == Sort.DISTANCE and query.near:
        yield "distance"
