"""Facets of the search that apps below it fill once they exist: the rating by reviews, the budget by quote requests."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from network.common.registries import Registry

RESERVED = ("rating", "budget")
"""Every engine keeps a place for these; a facet nobody registered is neither shown nor read from addresses."""


@dataclass(frozen=True)
class SearchFacet:
    """A facet whose values another app knows.

    `values` are all there are, in the order to show them; `values_of` gives those of some companies, by company id, in few
    queries; `label_of` says a value in the reader's language. Announce `company_changed` when a company's values change.
    """

    title: str | Promise
    values: tuple[str, ...]
    values_of: Callable[[Collection[int]], Mapping[int, tuple[str, ...]]]
    label_of: Callable[[str], str]


search_facets: Registry[SearchFacet] = Registry("facets of the search")
