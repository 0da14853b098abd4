"""From a typed place, a radius or the reader's position to somewhere to measure distances from."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django_countries import countries

from search_index import gazetteer
from search_index.backends.base import Near
from search_index.globe import Point
from search_index.places import is_country

RADII_KM = (5, 10, 25, 50, 100, 200)
TYPED_RADIUS = re.compile(r"[\s,]*\b(\d{1,4})\s*km\b\s*$", re.IGNORECASE)
POSITION = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
PLACE_WITHIN = re.compile(
    r"(?P<words>.*\S)\s+(?:near|around|close to|près d[eu]|pres d[eu]|proche de|autour de)\s+(?P<place>\S.*)",
    re.IGNORECASE,
)
RADIUS_OF_NEAR_KM = 50
LONGEST_PLACE = 200
LEAST_NAMESAKE = 100_000
WORST_LATITUDE, WORST_LONGITUDE = 90, 180


@dataclass(frozen=True)
class Place:
    """Where a search looks: the text that was typed, what it means, and what of it means nothing."""

    where: str
    near: Near | None = None
    left_out: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()


def near_from(where: str, near: str, radius: str) -> Place:
    """Read the three fields; a radius may also be typed behind the place: "Paris, 25 km"."""
    where = " ".join(where.replace("\0", " ").split())[:LONGEST_PLACE]
    typed = TYPED_RADIUS.search(where)
    if typed:
        where, radius = where[: typed.start()], radius or typed[1]
    kilometres = _radius(radius)
    position = _position(near)
    if position and not where:
        return Place("", Near(position, kilometres, _("your position"), is_typed=False))
    cities = [] if is_country(where) else gazetteer.find(where)
    if not cities:
        unknown = (_("{kilometres} km around “{place}”").format(kilometres=kilometres, place=where),)
        return Place(where, left_out=unknown if kilometres and where else ())
    found = cities[0]
    around = Near(found.point, kilometres, found.label, name=found.name)
    return Place(where, around, namesakes=_namesakes(found, cities[1:]))


def place_within(text: str) -> tuple[str, str]:
    """The words and the place of "warehouse space near Madrid", when that is a known city; the text alone otherwise."""
    found = PLACE_WITHIN.fullmatch(text.strip()[:LONGEST_PLACE])
    if found is None or not gazetteer.find(found["place"]):
        return text, ""
    return found["words"].strip(), found["place"].strip()


def _namesakes(found: gazetteer.City, others: list[gazetteer.City]) -> tuple[str, ...]:
    """Cities of the same name in other countries, as one would type them; villages are not worth a question."""
    least = max(LEAST_NAMESAKE, found.population // 10)
    worthy = [city for city in others if city.country != found.country and city.population >= least]
    return tuple(dict.fromkeys(f"{city.name}, {countries.name(city.country)}" for city in worthy))[:2]


def _radius(given: str) -> int | None:
    """One of the radii on offer: the next larger one for a number in between."""
    if not (given.isascii() and given.isdigit()) or len(given) > 4:
        return None
    return next((radius for radius in RADII_KM if radius >= int(given)), RADII_KM[-1]) if int(given) else None


def _position(given: str) -> Point | None:
    """Latitude and longitude as the button "near me" writes them, to a kilometre."""
    found = POSITION.fullmatch(given.strip())
    if not found:
        return None
    point = Point(round(float(found[1]), 2), round(float(found[2]), 2))
    is_on_globe = abs(point.latitude) <= WORST_LATITUDE and abs(point.longitude) <= WORST_LONGITUDE
    return point if is_on_globe else None
