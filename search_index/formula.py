"""The public formula of the order of results: every weight stands here and nowhere else."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

VERSION = 1


class Step(IntEnum):
    """Where all the words of a search are found, best first. A step counts the fields of the steps before it too."""

    WHOLE_NAME = 0
    NAME = 1
    TRADE_NAME = 2
    SPECIALTY = 3
    OFFER = 4
    PRESENTATION = 5


# Points are counted in tenths, so that the sum of the factors shown is exactly the score that orders.
STEP_POINTS = {
    Step.WHOLE_NAME: 900,
    Step.NAME: 700,
    Step.TRADE_NAME: 580,
    Step.SPECIALTY: 460,
    Step.OFFER: 340,
    Step.PRESENTATION: 220,
}
# When no company holds all the words, each word found counts more than evidence and freshness together.
POINTS_A_WORD = 110
EVIDENCE_POINTS = 60
FRESHNESS_POINTS = 40
PACK_POINTS = 0
FULL_SCORE = STEP_POINTS[Step.WHOLE_NAME] + EVIDENCE_POINTS + FRESHNESS_POINTS

HIGHEST_EVIDENCE = 5
FRESH_FOR_DAYS = 730

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
    return EVIDENCE_POINTS * (level - 1) // (HIGHEST_EVIDENCE - 1)


def freshness_points(confirmed_on: date | None, today: date) -> int:
    """All points on the day the page was confirmed, none after two years or when nobody ever did."""
    if confirmed_on is None:
        return 0
    age = max(0, (today - confirmed_on).days)
    return max(0, FRESHNESS_POINTS - FRESHNESS_POINTS * age // FRESH_FOR_DAYS)


def shelf_position(company_id: int, evidence_level: int, confirmed_on: date | None) -> int:
    """Where an entry stands in the index: better evidence and fresher pages first, whatever is searched.

    Engines read matches in this order, so that what is cut off beyond the cap are the least of equals. Depends on dates, not on today.
    """
    days = (confirmed_on - FIRST_DAY).days if confirmed_on else 0
    standing = evidence_points(evidence_level) * DAYS_A_TENTH + max(0, days)
    return (LARGEST_STANDING - min(standing, LARGEST_STANDING)) * IDS + company_id
