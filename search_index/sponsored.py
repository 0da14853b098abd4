"""The place of the search page that ads may fill: apart from the results, two at most, each with its payer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from network.common import page_slots
from search_index.backends.base import SearchQuery

SLOT = "search.sponsored"
"""Fill it with `page_slots.register(SLOT, order, "", context_of)`; the context holds `items`, a list of `Sponsored`, and `why_url`."""
MOST_SPONSORED = 2


@dataclass(frozen=True)
class Sponsored:
    """One ad: for whom, what it says, where it leads, and who pays for it."""

    company: Any
    title: str
    url: str
    text: str
    payer: str


@dataclass(frozen=True)
class SponsoredBlock:
    items: tuple[Sponsored, ...]
    why_url: str


def sponsored_block(request: HttpRequest, query: SearchQuery) -> SponsoredBlock | None:
    """What stands above the list and never in it; an ad without payer is not shown."""
    contexts = [context for _template, context in page_slots.fillings(SLOT, request, query)]
    items = [item for context in contexts for item in context["items"] if item.payer]
    if not items:
        return None
    return SponsoredBlock(tuple(items[:MOST_SPONSORED]), contexts[0]["why_url"])
