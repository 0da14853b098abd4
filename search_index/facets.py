"""Facets of a search: their values with labels and counts, and the filters chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django_countries import countries

from companies.choices import Category
from listings.models import Specialty
from search_index.backends.base import FACETS, SearchQuery, SearchResults
from search_index.models import IndexedCity
from search_index.query import address, without
from search_index.wording import FACET_TITLES

MOST_OPTIONS = 12


class Chosen(NamedTuple):
    """A filter in use, and the search without it."""

    label: str
    remove_url: str


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    is_chosen: bool
    depth: int = 0


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    options: tuple[Option, ...]
    empty_text: str = ""
    drop_url: str = ""


@dataclass(frozen=True)
class Taxonomy:
    """The specialties on offer, loaded once for a page: in tree order, and what each stands under."""

    specialties: Mapping[str, Specialty]
    ancestors: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> "Taxonomy":
        nodes = list(Specialty.objects.active().in_tree_order())
        by_id = {node.pk: node for node in nodes}
        ancestors: dict[str, tuple[str, ...]] = {}
        for node in nodes:
            above = by_id.get(node.parent_id) if node.parent_id else None
            ancestors[node.slug] = (*ancestors[above.slug], above.slug) if above else ()
        return cls({node.slug: node for node in nodes}, ancestors)

    @property
    def slugs(self) -> frozenset[str]:
        return frozenset(self.specialties)

    def name(self, slug: str) -> str:
        return self.specialties[slug].name


def city_names_of(results: SearchResults, query: SearchQuery) -> dict[str, str]:
    """Names to show for the cities of the facet and those chosen; a city nobody is in keeps its key."""
    shown = [*_most(results.counts["city"]), *query.of("city")]
    names = {key: key.replace("-", " ").title() for key in query.of("city")}
    return names | dict(IndexedCity.objects.filter(key__in=shown).values_list("key", "name"))


def label_of(facet: str, value: str, taxonomy: Taxonomy, cities: Mapping[str, str]) -> str:
    if facet == "specialty":
        return taxonomy.name(value)
    if facet == "category":
        return str(Category(value).label)
    if facet == "country":
        return str(countries.name(value.upper()))
    return cities.get(value, value)


def chosen_filters(query: SearchQuery, taxonomy: Taxonomy, cities: Mapping[str, str]) -> tuple[Chosen, ...]:
    """Every filter in use, in the order of the facets."""
    return tuple(
        Chosen(label_of(facet, value, taxonomy, cities), address(without(query, facet, value)))
        for facet in FACETS
        for value in query.of(facet)
    )


def facets_of(
    query: SearchQuery, results: SearchResults, taxonomy: Taxonomy, cities: Mapping[str, str]
) -> tuple[Facet, ...]:
    """The facets with at least one value, the chosen values always among them."""
    facets = [_specialty_facet(query, results, taxonomy)]
    for facet in (name for name in FACET_TITLES if name != "specialty"):
        if facet == "category" and query.scope == "providers" and not query.of(facet):
            continue  # they are all providers
        counts = {_value(facet, key): number for key, number in results.counts[facet].items()}
        shown = dict.fromkeys([*_most(counts), *query.of(facet)])
        options = [
            Option(value, label_of(facet, value, taxonomy, cities), counts.get(value, 0), value in query.of(facet))
            for value in shown
        ]
        facets.append(_facet(facet, query, options))
    return tuple(facet for facet in facets if facet.options)


def _specialty_facet(query: SearchQuery, results: SearchResults, taxonomy: Taxonomy) -> Facet:
    """The top of the tree, and below what is chosen the next level."""
    counts, chosen = results.counts["specialty"], query.of("specialty")
    opened = {slug for one in chosen for slug in (*taxonomy.ancestors[one], one)}
    tops = [slug for slug, above in taxonomy.ancestors.items() if not above]
    kept = {slug for slug in tops if slug in opened} | set(_most({slug: counts.get(slug, 0) for slug in tops}))
    options = []
    for slug, above in taxonomy.ancestors.items():
        is_shown = slug in kept if not above else above[-1] in opened and (slug in opened or counts.get(slug))
        if is_shown:
            options.append(Option(slug, taxonomy.name(slug), counts.get(slug, 0), slug in chosen, len(above)))
    return _facet("specialty", query, options)


def _facet(name: str, query: SearchQuery, options: list[Option]) -> Facet:
    return Facet(
        name=name,
        title=str(FACET_TITLES[name]),
        options=tuple(options),
        empty_text=_("No value among these results."),
        drop_url=address(without(query, name)),
    )


def _value(facet: str, key: str) -> str:
    if facet == "category":
        return key.replace("-", "_")  # the engines keep no underscore
    return key.upper() if facet == "country" else key


def _most(counts: Mapping[str, int]) -> list[str]:
    """The values that bring most, equal ones by name."""
    ordered = sorted((value for value, number in counts.items() if number), key=lambda value: (-counts[value], value))
    return ordered[:MOST_OPTIONS]
