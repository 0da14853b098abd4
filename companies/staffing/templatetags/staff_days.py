"""Days that are kept as text in the arguments of a mail."""

from datetime import date

from django import template
from django.utils.formats import date_format

register = template.Library()


@register.filter
def day_of(day: str) -> str:
    """`{{ day|day_of }}`: "2026-11-30" as the reader's language writes it."""
    return date_format(date.fromisoformat(day)) if "-" in day else day
