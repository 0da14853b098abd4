"""What money is worth in another currency: rates in millionths of a euro, integer arithmetic rounded half up."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Self

from babel.numbers import format_decimal
from django.db.models import BigIntegerField, ExpressionWrapper, F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from network.common.signs import money, reader_locale
from premium.choices import CURRENCY, EURO_RATE
from premium.exceptions import RateUnknown
from premium.models import Currency, Order


@dataclass(frozen=True)
class Rate:
    """What one unit of a currency is worth in millionths of a euro, since which day, and who says so."""

    currency: str = CURRENCY
    euro_rate: int = EURO_RATE
    rate_on: date | None = None
    rate_source: str = ""

    @classmethod
    def kept(cls, order: Order) -> Self:
        """The rate of its day, which an order has kept."""
        return cls(order.currency, order.euro_rate, order.rate_on, order.rate_source)

    @property
    def words(self) -> str:
        """`1 CHF = 1.0734 EUR, rate of 20 November 2026, European Central Bank`, in the active language."""
        return _("1 %(currency)s = %(euros)s EUR, rate of %(day)s, %(source)s") % {
            "currency": self.currency,
            "euros": format_decimal(Decimal(self.euro_rate) / EURO_RATE, "#,##0.00####", locale=reader_locale()),
            "day": date_format(self.rate_on or timezone.localdate(), "DATE_FORMAT"),
            "source": self.rate_source,
        }

    def fields(self) -> dict[str, Any]:
        """As an order keeps it."""
        return asdict(self)


EURO = Rate()


def rate_of(currency: str) -> Rate:
    """The rate of today; one query for another currency than the euro.

    Raises:
        RateUnknown: the operator has entered none.

    """
    if currency == CURRENCY:
        return EURO
    known = Currency.objects.filter(code=currency).first()
    if known is None:
        raise RateUnknown(currency)
    return Rate(known.code, known.euro_rate, known.rate_on, known.source)


def converted(cents: int, rate: int, into: int = EURO_RATE) -> int:
    """Cents at one rate as cents at another, of the euro when none is given; never negative."""
    return (2 * cents * rate + into) // (2 * into)


def euros(cents: str, rate: str) -> ExpressionWrapper:
    """The same in the database: a field of cents at the rate of another field, each row rounded for itself."""
    return ExpressionWrapper((F(cents) * F(rate) + EURO_RATE // 2) / EURO_RATE, output_field=BigIntegerField())


def shown_sum(amounts: Iterable[tuple[int, str]]) -> str:
    """Amounts with their currencies, added up for each currency: never two of them in one sum."""
    sums: dict[str, int] = defaultdict(int)
    for cents, currency in amounts:
        sums[currency] += cents
    return " + ".join(money(cents, currency) for currency, cents in sums.items())
