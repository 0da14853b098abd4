"""The signs of the look, as pure functions: amounts, initials, hues, tallies, icons."""

import re
import zlib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from babel import Locale
from babel.numbers import format_currency, format_percent, get_currency_name
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# The five strokes of a tally in a box of 22 by 14: four verticals, then the one that crosses them.
TALLY_STROKES = ("M4 1.5v11", "M8.5 1.5v11", "M13 1.5v11", "M17.5 1.5v11", "M1 10.8 21 3.2")
EVIDENCE_NAMES = (
    _("Not proven"),
    _("Declared"),
    _("Domain mailbox"),
    _("Site proven"),
    _("Mandate signed"),
    _("Document checked"),
)
PEN = (
    'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
    'stroke-linejoin="round" aria-hidden="true"'
)
HUES = "abcd"
LOW_QUOTA_SHARE = 0.9
REVIEWS_BEFORE_RATING = 3


@lru_cache(maxsize=256)
def icon_svg(name: str, size: int = 16) -> SafeString:
    """A lucide drawing as inline SVG, hidden from screen readers: the words beside it speak.

    Raises:
        KeyError: lucide has no such drawing.

    """
    lines = re.sub(r"\s*\n\s*", "", _drawings().read(f"{name}.svg").decode().partition(">")[2])
    return SafeString(f'<svg width="{size}" height="{size}" {PEN}>{lines}')


@cache
def _drawings() -> ZipFile:
    """All drawings, listed once a process: lucide's own reader lists its 1,745 anew for each."""
    return ZipFile(BytesIO((files("lucide") / "lucide.zip").read_bytes()))


def money(cents: int | Decimal | None, currency: str = "EUR") -> str:
    """An amount in the active language; whole amounts lose their cents: 1 990 €, €1,990, €40.83."""
    if cents is None:
        return ""
    amount = Decimal(cents) / 100
    locale = reader_locale()
    if amount != amount.to_integral_value():
        return exact_money(amount, currency)
    pattern = locale.currency_formats["standard"].pattern.replace(".00", "")
    return _apart(format_currency(amount, currency, pattern, locale=locale, currency_digits=False))


def exact_money(amount: Decimal, currency: str) -> str:
    """An amount with its cents in the active language: 490,00 €, €490.00, CHF 490.00."""
    return _apart(format_currency(amount, currency, locale=reader_locale()))


def _apart(text: str) -> str:
    """A code of letters does not stick to its number."""
    return re.sub(r"(?<=[A-Z])(?=\d)", "\N{NO-BREAK SPACE}", text)


def currency_name(code: str) -> str:
    """A currency in the active language, with its code: Swiss francs (CHF)."""
    return f"{get_currency_name(code, 2, locale=reader_locale())} ({code})"


def percent(value: float | Decimal) -> str:
    """A share out of a hundred in the active language: 45 %, 45%."""
    return format_percent(Decimal(str(value)) / 100, locale=reader_locale())


def reader_locale() -> Locale:
    return Locale.parse(get_language() or "fr", sep="-")


def initials(name: str) -> str:
    """Two letters for a name: of its first and last words, or the first two of a single word."""
    words = re.findall(r"[^\W_]+", name)
    if not words:
        return "?"
    letters = words[0][:2] if len(words) == 1 else words[0][0] + words[-1][0]
    return letters.upper()


def company_letters(name: str) -> str:
    """Two letters for a company without a logo: the first two of its name."""
    return "".join(re.findall(r"[^\W_]", name)[:2]).upper() or "?"


def hue(key: object) -> str:
    """One of four pale hues, always the same for the same person."""
    return HUES[zlib.crc32(str(key).encode()) % len(HUES)]


def is_low(used: int, limit: int | None) -> bool:
    """Whether a quota is nearly or wholly used."""
    return limit is not None and used >= limit * LOW_QUOTA_SHARE


@dataclass(frozen=True)
class Stroke:
    """One stroke of a tally."""

    path: str
    is_painted: bool


def tally(level: int) -> list[Stroke]:
    """Five strokes, the first `level` of them painted."""
    return [Stroke(path, number <= level) for number, path in enumerate(TALLY_STROKES, 1)]
