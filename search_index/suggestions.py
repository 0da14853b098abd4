"""What is proposed while somebody types: companies, specialties, places, articles, each with where it leads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_countries import countries

from listings.models import Specialty
from network.common.registries import Registry
from search_index import gazetteer
from search_index.backends import engine
from search_index.folding import tokens
from search_index.highlighting import highlighted
from search_index.models import IndexedCity
from search_index.places import city_key
from search_index.query import address, search_query

MOST_COMPANIES, MOST_SPECIALTIES, MOST_PLACES, MOST_ARTICLES = 5, 4, 4, 3
MOST_CITIES = 20
SHORTEST, LONGEST = 2, 100


@dataclass(frozen=True)
class Suggested:
    """One line of the list: `url` leads there, `fill` completes the field instead."""

    label: SafeString
    note: str = ""
    url: str = ""
    fill: str = ""


@dataclass(frozen=True)
class Group:
    """Suggestions of one kind."""

    key: str
    title: str
    items: tuple[Suggested, ...]


@dataclass(frozen=True)
class Article:
    """An editorial page that answers what is typed."""

    title: str
    url: str


article_sources: Registry[Callable[[str, int], Iterable[Article]]] = Registry("articles for suggestions")
"""Apps above that hold articles: given what is typed and how many at most, in the reader's language."""


def suggestions(typed: str, scope: str) -> tuple[Group, ...]:
    """Of every kind, for the field of the search."""
    text = _read(typed)
    if not text:
        return ()
    groups = (
        Group("companies", _("Companies"), _companies(text, scope)),
        Group("specialties", _("Specialties"), _specialties(text, scope)),
        Group("places", _("Places"), _places_to_search(text, scope)),
        Group("articles", _("Articles"), _articles(text)),
    )
    return tuple(group for group in groups if group.items)


def places(typed: str) -> tuple[Group, ...]:
    """Places alone, for the field "where": they complete it."""
    text = _read(typed)
    items = tuple(
        Suggested(_marked(name, text), note, fill=fill) for name, note, fill in (_places(text) if text else [])
    )
    return (Group("places", _("Places"), items),) if items else ()


def _read(typed: str) -> str:
    text = " ".join(typed.replace("\0", " ").split())[:LONGEST]
    return text if len(text) >= SHORTEST else ""


def _marked(label: str, text: str) -> SafeString:
    return highlighted(label, search_query(text=text).words)


def _companies(text: str, scope: str) -> tuple[Suggested, ...]:
    found = engine().suggest(search_query(text=text, scope=scope), MOST_COMPANIES)
    return tuple(
        Suggested(
            _marked(one.payload["name"], text),
            ", ".join(part for part in (one.payload["city"], str(countries.name(one.payload["country"]))) if part),
            url=reverse("companies:page", args=[one.payload["slug"]]),
        )
        for one in found
    )


def _specialties(text: str, scope: str) -> tuple[Suggested, ...]:
    """Specialties whose names or synonyms hold all the words, by their own names and the wider ones first."""
    wanted, own_first = tokens(text), 1 if get_language() == "fr" else 0
    fields = ("slug", "parent", "name_en", "name_fr", "synonyms_en", "synonyms_fr")
    ranked = []
    for slug, parent, *names, synonyms_en, synonyms_fr in Specialty.objects.active().values_list(*fields):
        written = (names[own_first], *names, *synonyms_en, *synonyms_fr)
        found = next((one for one in written if _holds(_folded(one), wanted)), None)
        if found is not None:
            is_later = not _folded(found)[0].startswith(wanted[0])
            ranked.append((found != written[0], is_later, parent is not None, len(written[0]), written[0], slug, found))
    return tuple(
        Suggested(
            _marked(own, text),
            found if is_by_synonym else "",
            url=address(search_query(scope=scope, chosen={"specialty": (slug,)})),
        )
        for is_by_synonym, _later, _below, _length, own, slug, found in sorted(ranked)[:MOST_SPECIALTIES]
    )


@lru_cache(maxsize=10_000)
def _folded(text: str) -> tuple[str, ...]:
    return tuple(tokens(text))


def _holds(held: tuple[str, ...], wanted: list[str]) -> bool:
    return bool(wanted) and all(any(one.startswith(word) for one in held) for word in wanted)


def _places(text: str) -> list[tuple[str, str, str]]:
    """Name, country and what to write in the field, so that it means this place and not a namesake."""
    found = []
    for city in _inhabited_first(gazetteer.beginning_with(text, MOST_CITIES))[:MOST_PLACES]:
        name = city.found_as or city.name
        meant = gazetteer.find(name)
        is_first = bool(meant) and replace(meant[0], found_as="") == replace(city, found_as="")
        country = str(countries.name(city.country))
        note = ", ".join(part for part in (city.name if city.found_as else "", city.region, country) if part)
        found.append((name, note, name if is_first else f"{name}, {country}"))
    return found


def _inhabited_first(cities: list[gazetteer.City]) -> list[gazetteer.City]:
    """Cities that a company is in stand before larger ones where nobody is."""
    keys = {city_key(city.name): city for city in cities}
    known = set(IndexedCity.objects.filter(key__in=keys).values_list("key", flat=True))
    return sorted(cities, key=lambda city: city_key(city.name) not in known)


def _places_to_search(text: str, scope: str) -> tuple[Suggested, ...]:
    return tuple(
        Suggested(_marked(name, text), note, url=address(search_query(where=fill, scope=scope)))
        for name, note, fill in _places(text)
    )


def _articles(text: str) -> tuple[Suggested, ...]:
    found = [article for source in article_sources for article in source(text, MOST_ARTICLES)]
    return tuple(Suggested(_marked(one.title, text), url=one.url) for one in found[:MOST_ARTICLES])
