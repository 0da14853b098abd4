"""Finding the order a transfer is for, by the reference its payer has typed."""

import re
from typing import Final

from premium.models import Order

REFERENCE: Final = re.compile(r"PF(20\d\d)([A-HJ-NP-Z2-9]{6})")


def numbers_in(text: str) -> set[str]:
    """Numbers of orders in a purpose, however spaced, broken or written small."""
    squeezed = re.sub(r"[^A-Z0-9]", "", text.upper())
    return {f"PF-{year}-{letters}" for year, letters in REFERENCE.findall(squeezed)}


def order_of(text: str, currency: str) -> Order | None:
    """The one order that a purpose names; two of them are for the operator to decide."""
    found = Order.objects.filter(number__in=numbers_in(text), currency=currency).select_related("company", "pack")
    orders = list(found[:2])
    return orders[0] if len(orders) == 1 else None
