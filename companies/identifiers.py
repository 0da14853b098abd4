"""Read a company's legal number: which register it belongs to, whether it holds, what it proves."""

import re
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_countries import countries
from stdnum.exceptions import InvalidChecksum, ValidationError

from companies.identifier_schemes import SCHEMES, Equivalent, Scheme, country_of_vat

DECLARED: Final = "declared"
"""The scheme of a number that no register known here could check."""

LONGEST_NUMBER: Final = 60

NUMBERS_OF_THE_ENTITY: Final = frozenset({"siren", "cif", "nif", "kbo"})
"""Contained in other numbers for certain; the reverse (a VAT number for a SIREN) is a guess."""

RUINED_BY_A_SPREADSHEET = re.compile(r"[0-9](?:[.,][0-9]+)?E\+[0-9]{1,3}|[0-9][.,][0-9]+E[0-9]{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SchemeChoice:
    """One kind of number a company of a country may give, as a form shows it."""

    key: str
    label: str | Promise
    hint: str


@dataclass(frozen=True, slots=True)
class ReadIdentifier:
    """What was understood of a number.

    `value` is normalised when `is_valid`, otherwise the text as it was declared. `reason` is a
    sentence for the person and empty when the number holds. `also` lists the (scheme, value)
    pairs which the same company necessarily has: look a company up by every one of `keys`.
    """

    country: str
    scheme: str
    value: str
    is_valid: bool
    display: str
    reason: str = ""
    also: tuple[Equivalent, ...] = ()

    @property
    def keys(self) -> tuple[Equivalent, ...]:
        """Every (scheme, value) under which the company may be registered; none when declared."""
        return ((self.scheme, self.value), *self.also) if self.is_valid else ()

    @property
    def proven(self) -> tuple[Equivalent, ...]:
        """The (scheme, value) pairs to register: the number and that of the entity inside it."""
        contained = tuple(key for key in self.also if key[0] in NUMBERS_OF_THE_ENTITY)
        return ((self.scheme, self.value), *contained)


def schemes_of(country: str) -> tuple[SchemeChoice, ...]:
    """List the numbers that can be checked for a country, the most usual first; none elsewhere."""
    return tuple(SchemeChoice(scheme.key, scheme.label, scheme.hint) for scheme in SCHEMES.get(country, ()))


def is_ruined(text: str) -> bool:
    """Whether a spreadsheet has turned the number into 5,6288E+13, its last digits lost."""
    return RUINED_BY_A_SPREADSHEET.fullmatch(text.strip()) is not None


def read_identifier(raw: str, country: str) -> ReadIdentifier:
    """Check and normalise a number for a company of `country` (ISO 3166, two letters).

    A number that holds only for another country is not valid here, and nothing is guessed:
    what no register of the country recognises is kept as declared, with the reason.
    """
    text = " ".join(raw.replace("\x00", "").split())
    if not text:
        return _declared(country, "", _("No number was given."))
    if len(text) > LONGEST_NUMBER:
        return _declared(country, text[:LONGEST_NUMBER], _("This text is too long for a number."))
    if is_ruined(text):
        return _declared(country, text, _ruined(text))
    return _checked(text, country)


def _checked(text: str, country: str) -> ReadIdentifier:
    has_wrong_check_digit = False
    for scheme in SCHEMES.get(country, ()):
        try:
            return _recognised(scheme, scheme.normalise(text), text, country)
        except InvalidChecksum:
            has_wrong_check_digit = True
        except ValidationError:
            continue
    if has_wrong_check_digit:
        return _declared(
            country,
            text,
            _("The check digit is wrong: a character of %(number)s was probably mistyped.") % {"number": text},
        )
    return _declared(country, text, _why_unknown(text, country))


def _recognised(scheme: Scheme, value: str, text: str, country: str) -> ReadIdentifier:
    if not scheme.is_checkable:
        reason = _("Numbers of this kind have no nationwide check; it is kept as declared.")
        return ReadIdentifier(country, scheme.key, text, is_valid=False, display=text, reason=reason)
    return ReadIdentifier(
        country=country,
        scheme=scheme.key,
        value=value,
        is_valid=True,
        display=scheme.display(value),
        also=scheme.also(value),
    )


def _declared(country: str, text: str, reason: str) -> ReadIdentifier:
    return ReadIdentifier(country, DECLARED, text, is_valid=False, display=text, reason=reason)


def _ruined(text: str) -> str:
    return _(
        "A spreadsheet shortened this number to %(number)s and its last digits are lost: "
        "take it again from the original."
    ) % {"number": text}


def _why_unknown(text: str, country: str) -> str:
    name = countries.name(country) or country
    other = country_of_vat(text)
    if other and other != country:
        return _("%(number)s is a VAT number of %(other)s, not of %(country)s.") % {
            "number": text,
            "other": countries.name(other),
            "country": name,
        }
    if country not in SCHEMES:
        return _("Numbers of %(country)s cannot be checked offline; it is kept as declared.") % {"country": name}
    if country == "NL" and text.isdigit() and len(text) == 7:
        return _("A KvK number has eight digits: a leading zero may be lost. Kept as declared.")
    return _("No register of %(country)s writes its numbers like this; it is kept as declared.") % {"country": name}
