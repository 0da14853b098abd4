"""VAT on a pack sold from France, by truth table.

Sources: rate of 20 %, article 278 CGI; place of a service to a business, article 259-1° CGI, and to anybody else,
article 259-2° CGI; reverse charge, article 283-2 CGI and article 196 of Directive 2006/112/EC; mention on the invoice,
article 242 nonies A, I-13° of annex II CGI; 8.5 % in Guadeloupe, Martinique and Réunion, article 296 CGI; Guyane and
Mayotte outside the tax, article 294-1 CGI. Monaco counts as France (convention of 18 May 1963); the other overseas
territories and the Åland and Canary islands follow their own country code. Only companies buy here: the One-Stop Shop
(OSS) for sales to private persons is out of scope, and nothing is sold to them.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.numbers import format_percent
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum.eu import vat as vat_numbers

from network.common.signs import reader_locale
from premium.choices import VatReason

STANDARD_BASIS_POINTS: Final = 2000
OVERSEAS_BASIS_POINTS: Final = 850
OVERSEAS_BY_POSTAL_CODE: Final = {"971": "GP", "972": "MQ", "973": "GF", "974": "RE", "976": "YT"}
EUROPEAN_UNION: Final = frozenset(state.upper() for state in vat_numbers.MEMBER_STATES - {"xi"})
PREFIX_OF_COUNTRY: Final = {"GR": "EL"}

MENTIONS: Final[dict[str, str | Promise]] = {
    VatReason.EU_REVERSE_CHARGE: _(
        "Reverse charge: VAT due by the customer (articles 259-1° and 283-2 of the French tax code, "
        "article 196 of Directive 2006/112/EC)."
    ),
    VatReason.OVERSEAS_REDUCED: _(
        "VAT at the rate of Guadeloupe, Martinique and Réunion (article 296 of the French tax code)."
    ),
    VatReason.OVERSEAS_EXEMPT: _("VAT not applicable in Guyane and Mayotte (article 294-1 of the French tax code)."),
    VatReason.OUTSIDE_EU: _("VAT not applicable: service outside its scope (article 259-1° of the French tax code)."),
}


@dataclass(frozen=True)
class Vat:
    """The rate that applies and why."""

    reason: str
    basis_points: int

    @property
    def rate(self) -> str:
        """The rate in the reader's language: "20%", "8,5 %"."""
        return format_percent(Decimal(self.basis_points) / 10_000, locale=reader_locale(), decimal_quantization=False)

    @property
    def mention(self) -> str | Promise:
        """What the pro-forma must say; empty for the standard rate."""
        return MENTIONS.get(self.reason, "")

    def on(self, net_cents: int) -> int:
        """VAT in cents, rounded half up."""
        return (net_cents * self.basis_points + 5000) // 10_000


TERRITORIES: Final = {
    "FR": Vat(VatReason.FRANCE, STANDARD_BASIS_POINTS),
    "MC": Vat(VatReason.FRANCE, STANDARD_BASIS_POINTS),
    "GP": Vat(VatReason.OVERSEAS_REDUCED, OVERSEAS_BASIS_POINTS),
    "MQ": Vat(VatReason.OVERSEAS_REDUCED, OVERSEAS_BASIS_POINTS),
    "RE": Vat(VatReason.OVERSEAS_REDUCED, OVERSEAS_BASIS_POINTS),
    "GF": Vat(VatReason.OVERSEAS_EXEMPT, 0),
    "YT": Vat(VatReason.OVERSEAS_EXEMPT, 0),
}


def vat_for(
    country: str, vat_number: str = "", postal_code: str = "", *, number_is_registered: bool | None = None
) -> Vat:
    """Rate and reason for a customer established in `country` (ISO 3166, two letters).

    `number_is_registered` is the answer of VIES. While it cannot be asked (None), check digits that hold are enough for
    the reverse charge; the question and its silence are kept as evidence (decision 0019).
    """
    if country == "FR":
        country = OVERSEAS_BY_POSTAL_CODE.get(postal_code.strip()[:3], country)
    if country in TERRITORIES:
        return TERRITORIES[country]
    if country not in EUROPEAN_UNION:
        return Vat(VatReason.OUTSIDE_EU, 0)
    if number_is_registered is not False and is_vat_number_of(vat_number, country):
        return Vat(VatReason.EU_REVERSE_CHARGE, 0)
    return Vat(VatReason.EU_WITHOUT_NUMBER, STANDARD_BASIS_POINTS)


def is_vat_number_of(vat_number: str, country: str) -> bool:
    """Whether a number holds, by its check digits, for a member state; offline, so registration is not proven."""
    number = compact(vat_number)
    return number.startswith(PREFIX_OF_COUNTRY.get(country, country)) and vat_numbers.is_valid(number)


def compact(vat_number: str) -> str:
    """The number without spaces, dots and dashes, in capitals."""
    return "".join(character for character in vat_number.upper() if character.isalnum())
