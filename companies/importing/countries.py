"""Country names as registers write and truncate them, read as ISO 3166 codes."""

from functools import cache
from typing import Final

from babel import Locale
from django_countries.data import COUNTRIES

from companies.importing.names import fold

LANGUAGES_OF_NAMES: Final = ("en", "fr")

OTHER_SPELLINGS: Final = {
    "USA": "US",
    "UNITED STATES OF AMERICA": "US",
    "UNITED STATES OF AME": "US",
    "UK": "GB",
    "GREAT BRITAIN": "GB",
    "ENGLAND": "GB",
    "SCOTLAND": "GB",
    "WALES": "GB",
    "NORTHERN IRELAND": "GB",
    "LUXEMBURG": "LU",
    "HOLLAND": "NL",
    "THE NETHERLANDS": "NL",
    "CZECH REPUBLIC": "CZ",
    "TURKEY": "TR",
    "RUSSIAN FEDERATION": "RU",
    "HONG KONG": "HK",
    "KOREA REP OF": "KR",
    "REPUBLIC OF KOREA": "KR",
    "BONAIRE SINT EUSTATI": "BQ",
    "VIRGIN ISLANDS BRITI": "VG",
    "VIRGIN ISLANDS UK": "VG",
}


def country_code(name: str) -> str:
    """Give the two-letter code for a country's name or code, empty when none is known by it."""
    return _codes_by_name().get(fold(name), "")


@cache
def _codes_by_name() -> dict[str, str]:
    names = {fold(code): code for code in COUNTRIES}
    for language in LANGUAGES_OF_NAMES:
        for code, name in Locale(language).territories.items():
            if code in COUNTRIES:
                names[fold(name)] = code
    names.update({fold(name): code for name, code in OTHER_SPELLINGS.items()})
    return names
