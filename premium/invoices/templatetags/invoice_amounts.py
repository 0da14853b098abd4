"""Amounts as an invoice writes them: always with their cents."""

from decimal import Decimal

from babel.numbers import format_currency
from django import template

from network.common.signs import reader_locale

register = template.Library()


@register.simple_tag
def exact(cents: int, currency: str = "EUR") -> str:
    """`{% exact 49000 "EUR" %}`: 490,00 € or €490.00."""
    return format_currency(Decimal(cents) / 100, currency, locale=reader_locale())
