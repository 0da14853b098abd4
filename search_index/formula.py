"""The public formula of the order of results: every weight stands here and nowhere else."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

VERSION = 2


class Step(IntEnum):
    """Where all the words of a search are found, best first. A step counts the fields of the steps before it too."""

    WHOLE_NAME = 0
    NAME = 1
    TRADE_NAME = 2
    SPECIALTY = 3
    OFFER = 4
    PRESENTATION = 5
    NAME_MENDED = 6
    MENDED = 7


# Points are counted in tenths, so that the sum of the factors shown is exactly the score that orders. Steps are farther apart than
# evidence and freshness together: no company is shown before one that answers better, and a mended typing error is always last.
STEP_POINTS = {
    Step.WHOLE_NAME: 900,
    Step.NAME: 780,
    Step.TRADE_NAME: 665,
    Step.SPECIALTY: 555,
    Step.OFFER: 445,
    Step.PRESENTATION: 335,
    Step.NAME_MENDED: 220,
    Step.MENDED: 110,
}
# When no company holds all the words, each word found counts more than evidence and freshness together.
POINTS_A_WORD = 110
POINTS_AN_EVIDENCE_LEVEL = 15
HIGHEST_EVIDENCE = 5
EVIDENCE_POINTS = POINTS_AN_EVIDENCE_LEVEL * (HIGHEST_EVIDENCE - 1)
# Freshness goes in steps of a quarter: few enough that an engine can compare dates instead of computing with them.
DAYS_A_QUARTER = 91
FRESH_QUARTERS = 8
POINTS_A_QUARTER = 5
FRESH_FOR_DAYS = DAYS_A_QUARTER * FRESH_QUARTERS
FRESHNESS_POINTS = POINTS_A_QUARTER * FRESH_QUARTERS
PACK_POINTS = 0
FULL_SCORE = STEP_POINTS[Step.WHOLE_NAME] + EVIDENCE_POINTS + FRESHNESS_POINTS

# The static part as a whole number of days, one tenth of a point being FRESH_FOR_DAYS / FRESHNESS_POINTS days.
FIRST_DAY = date(2015, 1, 1)
DAYS_A_TENTH = FRESH_FOR_DAYS // FRESHNESS_POINTS
LARGEST_STANDING = 2**15 - 1
IDS = 2**40


@dataclass(frozen=True)
class Factor:
    """One line of "why this position": points and their maximum, in tenths."""

    key: str
    points: int
    most: int


def factors(words: int, evidence_level: int, confirmed_on: date | None, today: date) -> tuple[Factor, ...]:
    """Everything the score is made of, given the points for the words. The pack stands there to say that it adds nothing."""
    return (
        Factor("words", words, STEP_POINTS[Step.WHOLE_NAME]),
        Factor("evidence", evidence_points(evidence_level), EVIDENCE_POINTS),
        Factor("freshness", freshness_points(confirmed_on, today), FRESHNESS_POINTS),
        Factor("pack", PACK_POINTS, PACK_POINTS),
    )


def words_points(step: int) -> int:
    return STEP_POINTS[Step(step)]


def evidence_points(level: int) -> int:
    return POINTS_AN_EVIDENCE_LEVEL * (level - 1)


def freshness_points(confirmed_on: date | None, today: date) -> int:
    """All points in the quarter after the page was confirmed, less with each quarter, none after two years or when nobody ever did."""
    if confirmed_on is None:
        return 0
    quarters = max(0, (today - confirmed_on).days) // DAYS_A_QUARTER
    return POINTS_A_QUARTER * max(0, FRESH_QUARTERS - quarters)


def quarters(today: date) -> list[date]:
    """The last days that are too old for each quarter, newest first: a page confirmed after the first has all points."""
    return [today - timedelta(days=DAYS_A_QUARTER * number) for number in range(1, FRESH_QUARTERS + 1)]


def shelf_position(company_id: int, evidence_level: int, confirmed_on: date | None) -> int:
    """Where an entry stands in the index: better evidence and fresher pages first, whatever is searched.

    Engines read matches in this order, so that what is cut off beyond the cap are the least of equals. Depends on dates, not on today.
    """
    days = (confirmed_on - FIRST_DAY).days if confirmed_on else 0
    standing = evidence_points(evidence_level) * DAYS_A_TENTH + max(0, days)
    return (LARGEST_STANDING - min(standing, LARGEST_STANDING)) * IDS + company_id
