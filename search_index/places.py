"""Cities and countries by all the names they are searched by."""

import re
from functools import cache

from django.utils.translation import override
from django_countries import countries

from search_index.folding import tokens

# Names of one city in our readers' languages and its own; the first is the key.
SAME_CITY = (
    ("paris",), ("rome", "roma"), ("berlin",), ("madrid",), ("amsterdam",), ("milan", "milano"), ("turin", "torino"),
    ("naples", "napoli"), ("florence", "firenze"), ("venice", "venise", "venezia"), ("genoa", "genes", "genova"),
    ("barcelona", "barcelone"), ("seville", "sevilla"), ("valencia", "valence espagne"), ("saragossa", "zaragoza", "saragosse"),
    ("london", "londres"), ("edinburgh", "edimbourg"), ("brussels", "bruxelles", "brussel"), ("antwerp", "anvers", "antwerpen"),
    ("ghent", "gand", "gent"), ("bruges", "brugge"), ("liege", "luik"), ("the-hague", "la haye", "den haag", "s gravenhage"),
    ("munich", "muenchen", "munchen"), ("cologne", "koln", "koeln"), ("hamburg", "hambourg"), ("frankfurt", "francfort"),
    ("nuremberg", "nurnberg", "nuernberg"), ("vienna", "vienne autriche", "wien"), ("geneva", "geneve", "genf"),
    ("zurich", "zuerich"), ("basel", "bale"), ("bern", "berne"), ("lisbon", "lisbonne", "lisboa"), ("porto", "oporto"),
    ("copenhagen", "copenhague", "kobenhavn"), ("warsaw", "varsovie", "warszawa"), ("prague", "praha"), ("athens", "athenes"),
    ("marseille", "marseilles"), ("lyon", "lyons"), ("lille",), ("strasbourg", "strassburg"), ("luxembourg", "luxemburg"),
    ("dublin",), ("new-york", "new york city"), ("los-angeles",),
)  # fmt: skip
KEYS = {name.replace(" ", "-"): names[0] for names in SAME_CITY for name in names}
NAMES = {names[0]: names for names in SAME_CITY}
# "Paris 15", "Lyon 3e arrondissement", "Berlin, Stadt", "London EC1": the city is what stands before.
DISTRICT = re.compile(r"-(?:\d+(?:e|er|eme|th|st|nd|rd)?|cedex|arrondissement|stadt|[a-z]{1,2}\d\w?)(?:-.*)?$")


def city_key(name: str) -> str:
    """One key for all spellings and districts of a city; empty when nothing is left."""
    key = DISTRICT.sub("", "-".join(tokens(name)))[:100]
    return KEYS.get(key, key)


def city_names(name: str) -> tuple[str, ...]:
    """The city as written and by its names in other languages."""
    return (name, *NAMES.get(city_key(name), ()))


@cache
def country_names(code: str) -> tuple[str, ...]:
    """The country's names in English and French, and its code."""
    names = []
    for language in ("en", "fr"):
        with override(language):
            names.append(str(countries.name(code)))
    return (*dict.fromkeys(names), code)


def is_country(name: str) -> bool:
    """Whether a place typed is the name of a country, in English or French."""
    return " ".join(tokens(name)) in _all_country_names()


@cache
def _all_country_names() -> frozenset[str]:
    return frozenset(" ".join(tokens(name)) for code, _ in countries for name in country_names(code)[:-1])
