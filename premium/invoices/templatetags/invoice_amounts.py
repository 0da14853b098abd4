"""Amounts as an invoice writes them: always with their cents."""

from decimal import Decimal

from django import template

from network.common.signs import exact_money

register = template.Library()


@register.simple_tag
def exact(cents: int, currency: str = "EUR") -> str:
    """`{% exact 49000 "EUR" %}`: 490,00 € or €490.00."""
    return exact_money(Decimal(cents) / 100, currency)
