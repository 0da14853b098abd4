"""The registers whose numbers Comptoir can check offline, country by country, with python-stdnum."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat as belgian_enterprise
from stdnum.de import handelsregisternummer
from stdnum.es import cif, nif
from stdnum.eu import vat as european_vat
from stdnum.exceptions import InvalidComponent, InvalidFormat, InvalidLength, ValidationError
from stdnum.fr import siren, siret, tva
from stdnum.gb import vat as british_vat
from stdnum.it import iva
from stdnum.nl import btw
from stdnum.util import clean

Equivalent = tuple[str, str]
"""Another scheme and value that the same company necessarily has."""

VAT: Final = "vat"


def nothing_else(value: str) -> tuple[Equivalent, ...]:
    """Derive no other identifier."""
    return ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of number: how it is recognised and normalised, shown, and what else it proves."""

    key: str
    label: str | Promise
    hint: str
    normalise: Callable[[str], str]
    display: Callable[[str], str] = str
    also: Callable[[str], tuple[Equivalent, ...]] = nothing_else
    is_checkable: bool = True


# ---------------------------------------------------------------- France

FRENCH_VAT_OF_MONACO = "000"


def _french_vat(text: str) -> str:
    return "FR" + tva.validate(text)


def _siren_in_french_vat(value: str) -> tuple[Equivalent, ...]:
    if value[4:7] == FRENCH_VAT_OF_MONACO:
        return ()
    return (("siren", value[4:]),)


FRANCE = (
    Scheme("siren", "SIREN", "552 081 317", siren.validate, siren.format),
    Scheme(
        "siret",
        "SIRET",
        "552 081 317 66522",
        siret.validate,
        siret.format,
        lambda value: (("siren", value[:9]),),
    ),
    Scheme(
        VAT,
        _("VAT number (TVA)"),
        "FR 03 552 081 317",
        _french_vat,
        lambda value: f"FR {value[2:4]} {siren.format(value[4:])}",
        _siren_in_french_vat,
    ),
)

# ---------------------------------------------------------------- Italy


def _partita_iva(text: str) -> str:
    """Read eleven digits; 8 and 9 open fiscal codes of bodies without VAT, unless IT precedes."""
    number = iva.validate(text)
    if number[0] in "89" and not text.upper().startswith("IT"):
        raise InvalidComponent
    return "IT" + number


def _codice_fiscale(text: str) -> str:
    """Read eleven digits; the sixteen characters of a person tell his birthday and stay out."""
    if text.upper().startswith("IT"):
        raise InvalidFormat
    return iva.validate(text)


ITALY = (
    Scheme(
        VAT,
        _("VAT number (partita IVA)"),
        "IT 00905811006",
        _partita_iva,
        lambda value: f"IT {value[2:]}",
        lambda value: (("codice_fiscale", value[2:]),),
    ),
    Scheme(
        "codice_fiscale",
        _("Fiscal code (codice fiscale)"),
        "80415740580",
        _codice_fiscale,
        also=lambda value: ((VAT, "IT" + value),),
    ),
)

# ---------------------------------------------------------------- Spain


def _spanish_vat(text: str) -> str:
    if not text.upper().startswith("ES"):
        raise InvalidFormat
    return "ES" + nif.validate(text)


def _scheme_in_spanish_vat(value: str) -> tuple[Equivalent, ...]:
    number = value[2:]
    return (("cif" if cif.is_valid(number) else "nif", number),)


def _as_spanish_vat(value: str) -> tuple[Equivalent, ...]:
    return ((VAT, "ES" + value),)


def _cif(text: str) -> str:
    return cif.validate(clean(text, "."))


def _nif(text: str) -> str:
    if text.upper().startswith("ES"):
        raise InvalidFormat
    return nif.validate(clean(text, "."))


SPAIN = (
    Scheme("cif", _("Tax number of a company (CIF)"), "A28015865", _cif, also=_as_spanish_vat),
    Scheme("nif", _("Tax number of a self-employed (NIF)"), "54362315K", _nif, also=_as_spanish_vat),
    Scheme(
        VAT,
        _("VAT number (NIF-IVA)"),
        "ESA28015865",
        _spanish_vat,
        also=_scheme_in_spanish_vat,
    ),
)

# ---------------------------------------------------------------- Netherlands

KVK = re.compile(r"(?:KVK(?:-?NUMMER)?:?)?([0-9]{8})")


def _kvk(text: str) -> str:
    """Read a Chamber of Commerce number: eight digits without a check digit."""
    found = KVK.fullmatch(clean(text, " .").upper())
    if found is None:
        raise InvalidFormat
    return found.group(1)


def _dutch_vat(text: str) -> str:
    if not re.fullmatch(r"(NL)?[0-9]{9}B[0-9]{2}", clean(text, " -.").upper()):
        raise InvalidFormat
    return "NL" + btw.validate(text)


NETHERLANDS = (
    Scheme("kvk", _("Chamber of Commerce number (KvK)"), "33273785", _kvk),
    Scheme(VAT, _("VAT number (btw-id)"), "NL004495445B01", _dutch_vat),
)

# ---------------------------------------------------------------- Germany

COURT_WORDS = re.compile(r"\b(?:Amtsgericht|AG|Registergericht)\b\.?:?\s*", re.IGNORECASE)
REGISTER_NUMBER = re.compile(r"\b(HRA|HRB|PR|GnR|VR)\s*([0-9]+)\s*([A-ZÖ]{1,3}\b)?", re.IGNORECASE)
REGISTER_SPELLING = {"hra": "HRA", "hrb": "HRB", "pr": "PR", "gnr": "GnR", "vr": "VR"}


def _german_vat(text: str) -> str:
    return european_vat.validate(_with_prefix(text, "DE"))


def _spelled_register(found: re.Match[str]) -> str:
    letters, number, qualifier = found.groups()
    spelled = f"{REGISTER_SPELLING[letters.lower()]} {number}"
    return f"{spelled} {qualifier.upper()} " if qualifier else f"{spelled} "


def _handelsregister(text: str) -> str:
    """Read a register number with its court, without which it is not unique."""
    without_office = COURT_WORDS.sub("", text).strip(" ,")
    spelled = REGISTER_NUMBER.sub(_spelled_register, without_office, count=1)
    return handelsregisternummer.validate(" ".join(spelled.split()))


def _steuernummer(text: str) -> str:
    digits = clean(text, " -./,")
    if len(digits) not in {10, 11, 13} or not digits.isascii() or not digits.isdigit():
        raise InvalidLength
    return digits


GERMANY = (
    Scheme(
        VAT,
        _("VAT number (USt-IdNr.)"),
        "DE 136695976",
        _german_vat,
        lambda value: f"DE {value[2:]}",
    ),
    Scheme(
        "handelsregister",
        _("Commercial register with its court (Handelsregister)"),
        "Berlin HRB 50000 B",
        _handelsregister,
    ),
    Scheme(
        "steuernummer",
        _("Tax number (Steuernummer), kept as declared"),
        "181/815/08155",
        _steuernummer,
        is_checkable=False,
    ),
)

# ---------------------------------------------------------------- United Kingdom

BRITISH_COMPANY = re.compile(
    r"[0-9]{8}"
    r"|(?:AC|CE|CS|FC|FE|GE|GN|GS|IC|LP|NA|NC|NF|NI|NL|NO|NZ|OC|OE|PC|RC|SA|SC|SE|SF|SG|SI|SL|SO|SR|SZ|ZC)[0-9]{6}"
    r"|(?:IP|NP|SP)[0-9]{5}[0-9R]"
    r"|R0[0-9]{6}"
)


def _british_company(text: str) -> str:
    """Read a Companies House number: without a check digit, only its shape can be judged."""
    number = clean(text, " ").upper()
    if not BRITISH_COMPANY.fullmatch(number):
        raise InvalidFormat
    return number


def _british_vat(text: str) -> str:
    if text.upper()[:2] not in {"GB", "XI"}:
        raise InvalidFormat
    return text.upper()[:2] + british_vat.validate(text)


def _other_british_vat(value: str) -> tuple[Equivalent, ...]:
    """Give the other prefix: Northern Irish traders hold one number under two."""
    return ((VAT, ("GB" if value.startswith("XI") else "XI") + value[2:]),)


UNITED_KINGDOM = (
    Scheme("company_number", _("Company number (Companies House)"), "00445790", _british_company),
    Scheme(
        VAT,
        _("VAT number"),
        "GB 980 7806 84",
        _british_vat,
        lambda value: f"{value[:2]} {british_vat.format(value[2:])}",
        _other_british_vat,
    ),
)

# ---------------------------------------------------------------- Belgium


def _belgian_enterprise(text: str) -> str:
    if text.upper().startswith("BE"):
        raise InvalidFormat
    return belgian_enterprise.validate(text)


def _belgian_vat(text: str) -> str:
    return "BE" + belgian_enterprise.validate(_with_prefix(text, "BE"))


def _dotted(number: str) -> str:
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


BELGIUM = (
    Scheme(
        "kbo",
        _("Enterprise number (KBO/BCE)"),
        "0403.019.261",
        _belgian_enterprise,
        _dotted,
        lambda value: ((VAT, "BE" + value),),
    ),
    Scheme(
        VAT,
        _("VAT number"),
        "BE 0403.019.261",
        _belgian_vat,
        lambda value: f"BE {_dotted(value[2:])}",
        lambda value: (("kbo", value[2:]),),
    ),
)

# ---------------------------------------------------------------- every other member state

VAT_EXAMPLES: Final = {
    "AT": "ATU13585627",
    "BG": "BG175074752",
    "CY": "CY10259033P",
    "CZ": "CZ25123891",
    "DK": "DK13585628",
    "EE": "EE100931558",
    "FI": "FI20774740",
    "GR": "EL094259216",
    "HR": "HR33392005961",
    "HU": "HU12892312",
    "IE": "IE6433435F",
    "LT": "LT119511515",
    "LU": "LU15027442",
    "LV": "LV40003521600",
    "MT": "MT11679112",
    "PL": "PL8567346215",
    "PT": "PT501964843",
    "RO": "RO18547290",
    "SE": "SE123456789701",
    "SI": "SI50223054",
    "SK": "SK2022749619",
}


def _with_prefix(text: str, prefix: str) -> str:
    """Refuse a number that does not open with its country: bare digits mean too many things."""
    if not text.upper().startswith(prefix):
        raise InvalidFormat
    return text


def _reader_of_vat(prefixes: tuple[str, ...]) -> Callable[[str], str]:
    def normalise(text: str) -> str:
        if text.upper()[:2] not in prefixes:
            raise InvalidFormat
        return prefixes[0] + european_vat.validate(text)[2:]

    return normalise


def _member_state(country: str) -> tuple[Scheme, ...]:
    prefixes = ("EL", "GR") if country == "GR" else (country,)
    return (
        Scheme(
            VAT,
            _("VAT number"),
            VAT_EXAMPLES[country],
            _reader_of_vat(prefixes),
            lambda value: f"{value[:2]} {value[2:]}",
        ),
    )


SCHEMES: Final[dict[str, tuple[Scheme, ...]]] = {
    "FR": FRANCE,
    "IT": ITALY,
    "ES": SPAIN,
    "NL": NETHERLANDS,
    "DE": GERMANY,
    "GB": UNITED_KINGDOM,
    "BE": BELGIUM,
    **{country: _member_state(country) for country in VAT_EXAMPLES},
}


def country_of_vat(text: str) -> str:
    """Name the member state for which the text is a valid VAT number with its prefix, or nothing."""
    prefix = text.upper()[:2]
    try:
        european_vat.validate(text)
    except ValidationError:
        return ""
    return {"EL": "GR", "XI": "GB"}.get(prefix, prefix if prefix in SCHEMES else "")
