"""Which pages look like one company: a name, a website or a number in common. Reads a few columns of every page, once."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final
from urllib.parse import urlsplit

from companies.duplicates.choices import WEIGHTS, Likeness
from companies.identifiers import is_ruined
from companies.importing.names import fold, without_legal_form
from companies.models import Company, Identifier, Place

MOST_ALIKE: Final = 6
"""What more pages share tells nothing: a chain's name, the website of a group, a number typed to fill the field."""
SHORTEST_NAME: Final = 4
SHORTEST_NUMBER: Final = 5
SHARED_HOSTS: Final = frozenset(
    {"facebook.com", "instagram.com", "linkedin.com", "twitter.com", "x.com", "youtube.com", "google.com", "etsy.com"}
)
ENOUGH: Final = WEIGHTS[Likeness.NAME]
"""A city alone is no likeness."""


@dataclass
class Found:
    """What two pages share; `low` and `high` are their numbers."""

    low: int
    high: int
    likenesses: set[Likeness] = field(default_factory=set)

    @property
    def weight(self) -> int:
        return sum(WEIGHTS[each] for each in self.likenesses)

    @property
    def keys(self) -> list[str]:
        return [each.value for each in Likeness if each in self.likenesses]


def find_pairs() -> dict[tuple[int, int], Found]:
    """Every pair that shares a name in one country, a website or a number."""
    pairs: dict[tuple[int, int], Found] = {}
    for likeness, key_of_pages in ((Likeness.NAME, _names), (Likeness.WEBSITE, _hosts), (Likeness.NUMBER, _numbers)):
        alike: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        for company, country, key in key_of_pages():
            alike[country, key].add(company)
        for group in alike.values():
            if 1 < len(group) <= MOST_ALIKE:
                for low, high in combinations(sorted(group), 2):
                    pairs.setdefault((low, high), Found(low, high)).likenesses.add(likeness)
    _add_cities(pairs)
    return pairs


def _visible() -> "Iterator[tuple]":
    columns = ("pk", "country", "name", "trade_name", "website")
    return Company.objects.visible().filter(merged_into=None).order_by("pk").values_list(*columns).iterator()


def _names() -> Iterator[tuple[int, str, str]]:
    for company, country, name, trade_name, _website in _visible():
        for key in {without_legal_form(name), without_legal_form(trade_name)}:
            if len(key) >= SHORTEST_NAME:
                yield company, str(country), key


def _hosts() -> Iterator[tuple[int, str, str]]:
    for company, _country, _name, _trade_name, website in _visible():
        host = (urlsplit(website).hostname or "").removeprefix("www.")
        if host and host not in SHARED_HOSTS:
            yield company, "", host


def _numbers() -> Iterator[tuple[int, str, str]]:
    held = Identifier.objects.filter(company__hidden_at=None, company__merged_into=None)
    for company, country, value in held.values_list("company_id", "country", "value").iterator():
        if len(key := fold(value)) >= SHORTEST_NUMBER and not is_ruined(value):
            yield company, str(country), key


def _add_cities(pairs: dict[tuple[int, int], Found]) -> None:
    numbers = {number for pair in pairs for number in pair}
    cities: defaultdict[int, set[str]] = defaultdict(set)
    for company, city in Place.objects.filter(company__in=numbers).values_list("company_id", "city"):
        cities[company].add(fold(city))
    for pair in pairs.values():
        if cities[pair.low] & cities[pair.high]:
            pair.likenesses.add(Likeness.CITY)
