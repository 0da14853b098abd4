"""Facets of a search: their values with labels and counts, and the filters chosen."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django_countries import countries

from companies.choices import Category
from companies.languages import language_names
from companies.technologies import technology_names
from listings.models import Specialty
from network.common.search_facets import search_facets
from network.common.signs import EVIDENCE_NAMES
from search_index.backends.base import SearchQuery, SearchResults
from search_index.models import IndexedCity
from search_index.nearness import RADII_KM
from search_index.query import address, within, without, without_place
from search_index.sizes import SIZES, size_name
from search_index.wording import around, facet_titles, kilometres

MOST_OPTIONS = 12
ORDERED = {"evidence": ("5", "4", "3", "2", "1"), "size": SIZES}
"""Facets whose values have an order of their own; the others stand by what they bring."""
IN_CAPITALS = {"country", "area"}


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
    level: int = 0


@dataclass(frozen=True)
class Facet:
    name: str
    title: str
    options: tuple[Option, ...]
    empty_text: str = ""
    drop_url: str = ""


@dataclass(frozen=True)
class Radius:
    """One radius on offer around the place of the search."""

    value: str
    label: str
    is_chosen: bool


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


def city_names(criteria: Iterable[Sequence[str]]) -> dict[str, str]:
    """Names of the cities among pairs of a facet and a value."""
    keys = [value for facet, value in criteria if facet == "city"]
    return dict(IndexedCity.objects.filter(key__in=keys).values_list("key", "name")) if keys else {}


def label_of(facet: str, value: str, taxonomy: Taxonomy, cities: Mapping[str, str]) -> str:
    """A value of a facet in the reader's language."""
    labels = {
        "specialty": lambda: taxonomy.name(value),
        "category": lambda: Category(value).label,
        "country": lambda: countries.name(value.upper()),
        "area": lambda: countries.name(value.upper()),
        "language": lambda: language_names([value])[0],
        "size": lambda: size_name(value),
        "technology": lambda: technology_names([value])[0],
        "evidence": lambda: EVIDENCE_NAMES[int(value)],
        "city": lambda: cities.get(value, value),
    }
    return search_facets[facet].label_of(value) if facet in search_facets else str(labels[facet]())


def chosen_filters(query: SearchQuery, taxonomy: Taxonomy, cities: Mapping[str, str]) -> tuple[Chosen, ...]:
    """Every filter in use, the place first, then in the order of the facets."""
    place = []
    if query.near and query.near.radius_km:
        place = [Chosen(around(query.near), address(within(query, None) if query.where else without_place(query)))]
    return (
        *place,
        *(
            Chosen(_chip(facet, label_of(facet, value, taxonomy, cities)), address(without(query, facet, value)))
            for facet in facet_titles()
            for value in query.of(facet)
        ),
    )


def _chip(facet: str, label: str) -> str:
    """Countries stand for two filters: the chip says which."""
    return f"{facet_titles()[facet]}{_(':')} {label}" if facet == "area" else label


def radii_of(query: SearchQuery) -> tuple[Radius, ...]:
    """The radii on offer, once the search knows somewhere to measure from."""
    if query.near is None:
        return ()
    chosen = query.near.radius_km
    anywhere = Radius("", _("Any distance"), is_chosen=not chosen)
    return (anywhere, *(Radius(str(one), kilometres(one), is_chosen=one == chosen) for one in RADII_KM))


def facets_of(
    query: SearchQuery, results: SearchResults, taxonomy: Taxonomy, cities: Mapping[str, str]
) -> tuple[Facet, ...]:
    """The facets with at least one value, the chosen values always among them."""
    facets = [_specialty_facet(query, results, taxonomy)]
    for facet in (name for name in facet_titles() if name != "specialty"):
        if facet == "category" and query.scope == "providers" and not query.of(facet):
            continue  # they are all providers
        counts = {_value(facet, key): number for key, number in results.counts[facet].items()}
        options = [
            Option(
                value,
                label_of(facet, value, taxonomy, cities),
                counts.get(value, 0),
                value in query.of(facet),
                level=int(value) if facet == "evidence" else 0,
            )
            for value in _shown(facet, counts, query)
        ]
        facets.append(_facet(facet, query, options))
    return tuple(facet for facet in facets if facet.options)


def _shown(facet: str, counts: Mapping[str, int], query: SearchQuery) -> list[str]:
    """The values of a facet to show: those in an order of their own all, when any brings something."""
    ordered = search_facets[facet].values if facet in search_facets else ORDERED.get(facet)
    if ordered:
        return list(ordered) if any(counts.values()) or query.of(facet) else []
    return list(dict.fromkeys([*_most(counts), *query.of(facet)]))


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
        title=facet_titles()[name],
        options=tuple(options),
        empty_text=_("No value among these results."),
        drop_url=address(without(query, name)),
    )


def _value(facet: str, key: str) -> str:
    if facet == "category":
        return key.replace("-", "_")  # the engines keep no underscore
    return key.upper() if facet in IN_CAPITALS else key


def _most(counts: Mapping[str, int]) -> list[str]:
    """The values that bring most, equal ones by name."""
    ordered = sorted((value for value, number in counts.items() if number), key=lambda value: (-counts[value], value))
    return ordered[:MOST_OPTIONS]
