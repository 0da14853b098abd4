"""Where companies work for their clients: countries, the European Union, the world."""

from functools import cache

from django.utils.translation import gettext_lazy as _
from django_countries import countries

WORLD, UNION = "world", "eu"
UNION_COUNTRIES = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL",
    "PL", "PT", "RO", "SE", "SI", "SK",
)  # fmt: skip
OTHER_COUNTRIES = ("CA", "CH", "CN", "DZ", "GB", "JP", "MA", "NO", "TN", "TR", "US")
COUNTRIES = (*UNION_COUNTRIES, *OTHER_COUNTRIES)
WIDE_AREAS = {UNION: _("The whole European Union"), WORLD: _("The whole world")}


@cache
def countries_served(areas: tuple[str, ...]) -> frozenset[str]:
    """The countries that areas cover, by code."""
    if WORLD in areas:
        return frozenset(COUNTRIES)
    union = UNION_COUNTRIES if UNION in areas else ()
    return frozenset((*union, *(area for area in areas if area in COUNTRIES)))


def area_name(area: str) -> str:
    """A country or a wide area, in the reader's language."""
    return str(WIDE_AREAS[area]) if area in WIDE_AREAS else str(countries.name(area) or area)


def area_names(areas: list[str]) -> list[str]:
    """The names of areas, in their order."""
    return [area_name(area) for area in areas]


def area_choices() -> list[tuple[str, str]]:
    """What a company can tick: the wide areas, then countries by name."""
    named = sorted(((code, area_name(code)) for code in COUNTRIES), key=lambda pair: pair[1])
    return [(key, str(name)) for key, name in WIDE_AREAS.items()] + named
