"""Sizes of companies as buyers think of them: brackets of people."""

from django.utils.translation import gettext as _

BRACKETS = (("1-9", 1), ("10-49", 10), ("50-249", 50), ("250-999", 250), ("1000-more", 1000))
SIZES = tuple(key for key, _least in BRACKETS)


def size_of(people: int | None) -> str:
    """The bracket of a number of people; empty when nobody told it."""
    return next((key for key, least in reversed(BRACKETS) if people and people >= least), "")


def size_name(key: str) -> str:
    """A bracket in the reader's language."""
    least, _dash, most = key.partition("-")
    if most == "more":
        return _("{number} people and more").format(number=least)
    return _("{least} to {most} people").format(least=least, most=most)
