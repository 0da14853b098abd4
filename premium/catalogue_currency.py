"""The currency of the catalogue: one for all packs on sale, so that a buyer compares prices and a larger pack costs more."""

from network.common.signs import currency_name
from premium.choices import CURRENCY
from premium.models import Currency, Pack


def currency_on_sale() -> str:
    """The currency of the packs on sale; empty when none is."""
    return Pack.objects.filter(is_on_sale=True).values_list("currency", flat=True).first() or ""


def priced_in() -> list[tuple[str, str]]:
    """The euro and the currencies that have a rate, with their names in the reader's language."""
    codes = [CURRENCY, *Currency.objects.values_list("code", flat=True)]
    return [(code, currency_name(code)) for code in codes]
