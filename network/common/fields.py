"""Fields that forms of several apps share."""

from decimal import Decimal
from typing import Any

from django import forms


class CentsField(forms.DecimalField):
    """An amount of a currency, typed as the reader's language writes it; its value is in cents."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=Decimal("0.01"), max_digits=11, decimal_places=2, localize=True, **options)

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)
