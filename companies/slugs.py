"""Addresses of pages: short, readable and free, for one company or for a whole batch."""

import secrets
from collections.abc import Sequence
from typing import Final

from anyascii import anyascii
from django.utils.text import slugify

from companies.actions.founding import RESERVED_SLUGS
from companies.models import Company

LONGEST_BASE: Final = 100
NUMBERED_TRIES: Final = 9
NAMELESS: Final = "company"


def base_slug(name: str) -> str:
    """Write the name in letters of an address: "Compañía & Co" becomes "compania-co"."""
    return slugify(anyascii(name))[:LONGEST_BASE].strip("-") or NAMELESS


def free_slugs(names: Sequence[str]) -> list[str]:
    """Find an address for each name that no page has, in a few queries for any number of names.

    The address is free now, not reserved: the unique constraint has the last word.
    """
    bases = [base_slug(name) for name in names]
    found: dict[int, str] = {}
    given: set[str] = set(RESERVED_SLUGS)
    for attempt in range(1, NUMBERED_TRIES + 2):
        candidates = {place: _candidate(base, attempt) for place, base in enumerate(bases) if place not in found}
        if not candidates:
            break
        taken = set(Company.objects.filter(slug__in=set(candidates.values())).values_list("slug", flat=True))
        for place, slug in candidates.items():
            if slug not in taken and slug not in given:
                given.add(slug)
                found[place] = slug
    return [found.get(place) or _unguessable(base) for place, base in enumerate(bases)]


def _candidate(base: str, attempt: int) -> str:
    return base if attempt == 1 else f"{base}-{attempt}"


def _unguessable(base: str) -> str:
    """A tenth company of one name gets letters instead of a number that takes ever longer to find."""
    return f"{base}-{secrets.token_hex(5)}"
