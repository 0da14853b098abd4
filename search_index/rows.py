"""A result as its row shows it, with nothing read beyond its payload."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from companies.choices import Category
from search_index import formula
from search_index.backends.base import Hit, SearchQuery, Word
from search_index.facets import Taxonomy
from search_index.folding import WORD
from search_index.highlighting import highlighted, is_asked_for
from search_index.query import address
from search_index.wording import factor_name, factor_value, freshness_sentence, kilometres

SHOWN_SPECIALTIES = 6
LEAST_DISTANCE_KM = 0.5


@dataclass(frozen=True)
class Tag:
    label: str
    url: str


@dataclass(frozen=True)
class FactorRow:
    name: str
    value: str
    weight: float
    points: float


@dataclass(frozen=True)
class Why:
    factors: tuple[FactorRow, ...]
    total: float
    version: int
    formula_url: str


@dataclass(frozen=True)
class ResultRow:
    """One row of the ledger of results, in the names of `components/result.html`."""

    position: int
    company: Any
    name: str
    url: str
    evidence_level: int
    evidence_url: str
    offer: str
    facts: tuple[str, ...]
    tags: tuple[Tag, ...]
    notes: tuple[str, ...]
    why: Why
    is_compared: bool = False
    point: tuple[float, float] | None = None


def row_of(
    hit: Hit, query: SearchQuery, taxonomy: Taxonomy, words: tuple[Word, ...], compared: Collection[int]
) -> ResultRow:
    """The row of a hit, in the reader's language, the words looked for marked."""
    payload, point = hit.payload, hit.payload.get("point")
    return ResultRow(
        position=hit.position,
        company=SimpleNamespace(pk=hit.company_id, name=payload["name"], logo_url=payload["logo"]),
        name=highlighted(payload["name"], words),
        url=reverse("companies:page", args=[payload["slug"]]),
        evidence_level=payload["evidence_level"],
        evidence_url=reverse("companies:evidence", args=[payload["slug"]]),
        offer=highlighted(payload["offer"] or payload["activity"], words),
        facts=_facts(hit, query, words),
        tags=_tags(payload, query, taxonomy, words),
        notes=_notes(hit),
        why=_why(hit),
        is_compared=hit.company_id in compared,
        point=(point[0], point[1]) if point else None,
    )


def _facts(hit: Hit, query: SearchQuery, words: tuple[Word, ...]) -> tuple[str, ...]:
    payload = hit.payload
    place = ", ".join(part for part in (payload["city"], str(countries.name(payload["country"]))) if part)
    people = payload["employees"]
    return tuple(
        highlighted(fact, (*words, *query.place_words))
        for fact in (
            payload["trade_name"],
            place,
            _("about {distance}").format(distance=kilometres(hit.distance_km or 0)) if _is_elsewhere(hit) else "",
            str(Category(payload["category"]).label) if query.scope == "companies" else "",
            ngettext("{number} person", "{number} people", people).format(number=people) if people else "",
            ", ".join(language.upper() for language in payload["languages"]),
        )
        if fact
    )


def _is_elsewhere(hit: Hit) -> bool:
    """Distances go to the centre of the city: within one city there is nothing to tell."""
    return hit.distance_km is not None and hit.distance_km >= LEAST_DISTANCE_KM


def _tags(
    payload: Mapping[str, Any], query: SearchQuery, taxonomy: Taxonomy, words: tuple[Word, ...]
) -> tuple[Tag, ...]:
    """Specialties; one found by a synonym is marked whole."""
    tags = []
    for one in payload["specialties"][:SHOWN_SPECIALTIES]:
        specialty = taxonomy.specialties.get(one["slug"])
        if specialty is None:
            continue
        label = highlighted(specialty.name, words)
        if "<mark>" not in label and _is_synonym(specialty, words):
            label = format_html("<mark>{}</mark>", specialty.name)
        if one["is_inferred"]:
            label = format_html("{} <i>{}</i>", label, _("inferred"))
        tags.append(Tag(format_html("<span>{}</span>", label), address(_with_specialty(query, one["slug"]))))
    return tuple(tags)


def _with_specialty(query: SearchQuery, slug: str) -> SearchQuery:
    return replace(query, chosen={**query.chosen, "specialty": tuple(dict.fromkeys((*query.of("specialty"), slug)))})


def _is_synonym(specialty: Any, words: tuple[Word, ...]) -> bool:
    names = (specialty.name_en, specialty.name_fr, *specialty.synonyms_en, *specialty.synonyms_fr)
    return any(is_asked_for(written, words) for name in names for written in WORD.findall(name))


def _notes(hit: Hit) -> tuple[str, ...]:
    if not hit.payload["is_claimed"]:
        return (_("Unclaimed page"), _("facts of a public register"))
    sentence = freshness_sentence(hit.confirmed_on)
    return (sentence[:1].upper() + sentence[1:],)


def _why(hit: Hit) -> Why:
    return Why(
        factors=tuple(
            FactorRow(factor_name(factor.key), factor_value(factor.key, hit), factor.most / 10, factor.points / 10)
            for factor in hit.factors
        ),
        total=hit.score / 10,
        version=formula.VERSION,
        formula_url=reverse("search_index:ranking"),
    )
