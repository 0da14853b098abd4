"""From what was typed and chosen to a `SearchQuery`, and back to addresses."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from string import ascii_lowercase
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django_countries import countries

from companies.choices import Category
from companies.languages import WORKING_LANGUAGES
from companies.service_areas import COUNTRIES as AREAS
from companies.technologies import NAMES as TECHNOLOGIES
from network.common.search_facets import search_facets
from network.common.signs import EVIDENCE_NAMES
from search_index.backends.base import FACETS, SCOPES, Near, SearchQuery, Sort, Word
from search_index.folding import LEGAL_FORMS, NUMBER, STOP_WORDS, WORD, compact, fold, stem, tokens, whole_name
from search_index.nearness import RADIUS_OF_NEAR_KM, near_from, place_within
from search_index.places import city_key
from search_index.sizes import SIZES
from search_index.synonyms import expanded

LONGEST_TEXT = 200
MOST_WORDS = 8
MOST_CHOSEN = 20
SHORTEST_BEGINNING = 3
EXACT_NUMBER_LENGTH = 8


@dataclass(frozen=True)
class Request:
    """A search as asked for, and what of it was left out because it means nothing (any more)."""

    query: SearchQuery
    left_out: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    """Other places of the name that was typed."""


@dataclass
class _Reading:
    left_out: list[str] = field(default_factory=list)

    def known(self, values: Iterable[str], is_known: Collection[str]) -> tuple[str, ...]:
        given = list(dict.fromkeys(value.strip() for value in values if value.strip()))[:MOST_CHOSEN]
        self.left_out += [value[:60] for value in given if value not in is_known]
        return tuple(value for value in given if value in is_known)


def read(parameters: QueryDict, specialties: Collection[str]) -> Request:
    """The search that an address asks for; whatever it holds, there is one. `specialties` are the known slugs."""
    reading = _Reading()
    known: dict[str, Collection[str]] = {
        "specialty": specialties,
        "category": Category.values,
        "country": dict(countries),
        "area": AREAS,
        "language": dict(WORKING_LANGUAGES),
        "size": SIZES,
        "technology": TECHNOLOGIES,
        "evidence": [str(level) for level in range(1, len(EVIDENCE_NAMES))],
    }
    known |= {facet: search_facets[facet].values for facet in search_facets.keys()}
    chosen = {facet: reading.known(_values(parameters, facet), values) for facet, values in known.items()}
    chosen["city"] = tuple(
        dict.fromkeys(key for value in _values(parameters, "city")[:MOST_CHOSEN] if (key := city_key(value)))
    )
    scope = parameters.get("scope", "")
    text, where, radius = parameters.get("q", ""), parameters.get("where", ""), parameters.get("radius", "")
    is_literal = parameters.get("exact") == "1"
    if not where and not is_literal:
        text, where = place_within(text)
        radius = radius or (str(RADIUS_OF_NEAR_KM) if where else "")
    place = near_from(where, parameters.get("near", ""), radius)
    query = search_query(
        text=text,
        where=place.where,
        scope=scope if scope in SCOPES else SCOPES[0],
        chosen={facet: chosen[facet] for facet in FACETS if chosen.get(facet)},
        page=_page(parameters.get("page", "")),
        near=place.near,
        sort=_sort(parameters.get("sort", ""), place.near),
        is_literal=is_literal,
    )
    return Request(query, tuple(reading.left_out) + place.left_out, place.namesakes)


def _sort(given: str, near: Near | None) -> Sort:
    """The order asked for; by distance only from somewhere."""
    known = next((sort for sort in Sort if sort.value == given), Sort.RELEVANCE)
    return Sort.RELEVANCE if known == Sort.DISTANCE and near is None else known


def _values(parameters: QueryDict, facet: str) -> list[str]:
    """The values given for a facet; countries are written in capitals everywhere else."""
    given = parameters.getlist(facet)
    return [value.upper() for value in given] if facet in {"country", "area"} else given


def search_query(
    *,
    text: str = "",
    where: str = "",
    scope: str = SCOPES[0],
    chosen: dict[str, tuple[str, ...]] | None = None,
    page: int = 1,
    near: Near | None = None,
    **how: Any,
) -> SearchQuery:
    """A search whose words are folded and ready for an engine; `how` gives further fields of `SearchQuery`."""
    text, where = (" ".join(value.replace("\0", " ").split())[:LONGEST_TEXT] for value in (text, where))
    words = expanded(words_of(text))
    return SearchQuery(
        text=text,
        where=where,
        scope=scope,
        words=words,
        place_words=_place_words(where, near),
        whole=tuple(dict.fromkeys((whole_name(text), compact(text)))) if words else (),
        chosen=chosen or {},
        page=page,
        near=near,
        **how,
    )


def _place_words(where: str, near: Near | None) -> tuple[Word, ...]:
    """The words of the place; none when a radius says where, and the city's own name besides the one that was typed."""
    if near and near.radius_km:
        return ()
    words = words_of(where)
    own = words_of(near.name) if near else ()
    if len(words) == len(own) == 1:
        return (replace(words[0], forms=tuple(dict.fromkeys((*words[0].forms, *own[0].forms)))),)
    return words


def words_of(text: str) -> tuple[Word, ...]:
    """The words to look for: registration numbers in one piece, no articles and legal forms unless nothing else is left."""
    joined = NUMBER.sub(lambda found: f" {compact(found[0])} ", fold(text))
    typed = list(dict.fromkeys(tokens(joined)))
    meant = [word for word in typed if word not in STOP_WORDS and word not in LEGAL_FORMS] or typed
    kept = meant[:MOST_WORDS]
    written = {folded: word for word in WORD.findall(text) for folded in tokens(word)}
    return tuple(_word(word, written.get(word, word), is_last=word == kept[-1]) for word in kept)


def _word(folded: str, typed: str, *, is_last: bool) -> Word:
    if sum(character.isdigit() for character in folded) >= EXACT_NUMBER_LENGTH:
        # With and without a country in front: "IT 00905811006", "SIREN de 552 081 317".
        return Word(typed, tuple(dict.fromkeys((folded, folded.lstrip(ascii_lowercase)))), is_beginning=False)
    base = stem(folded)
    forms = (base,) if folded.startswith(base) else (folded, base)
    return Word(typed, forms, is_beginning=is_last or len(base) >= SHORTEST_BEGINNING)


def _page(given: str) -> int:
    return int(given) if given.isascii() and given.isdigit() and 0 < len(given) < 7 and int(given) > 0 else 1


def asked_by(parameters: QueryDict, ancestors: dict[str, tuple[str, ...]]) -> SearchQuery:
    """The search that an address asks an engine for; `ancestors` are those of the known specialties."""
    return narrowed(read(parameters, ancestors.keys()).query, ancestors)


def pairs_of(query: SearchQuery, leaving_out: Collection[str] = ()) -> list[tuple[str, str]]:
    """The search as it stands in an address, without its page."""
    near = query.near
    known = [
        ("q", query.text),
        ("where", query.where),
        ("near", f"{near.point.latitude:.2f},{near.point.longitude:.2f}" if near and not near.is_typed else ""),
        ("radius", str(near.radius_km) if near and near.radius_km else ""),
        ("scope", query.scope if query.scope != SCOPES[0] else ""),
        ("sort", query.sort.value if query.sort != Sort.RELEVANCE else ""),
        ("exact", "1" if query.is_literal else ""),
        *((facet, value) for facet in FACETS for value in query.of(facet)),
    ]
    return [(name, value) for name, value in known if value and name not in leaving_out]


def address(query: SearchQuery, **changes: Any) -> str:
    """The page that shows a search, with changes; the first page of its results unless `page` is given."""
    wanted = replace(query, **{"page": 1, **changes})
    pairs = pairs_of(wanted) + ([("page", str(wanted.page))] if wanted.page > 1 else [])
    home = reverse("search_index:search")
    return f"{home}?{urlencode(pairs)}" if pairs else home


def without_place(query: SearchQuery) -> SearchQuery:
    """The search anywhere."""
    sort = Sort.RELEVANCE if query.sort == Sort.DISTANCE else query.sort
    return replace(query, where="", place_words=(), near=None, sort=sort, page=1)


def within(query: SearchQuery, radius_km: int | None) -> SearchQuery:
    """The search within another radius of the same place; without one, the words of the place count again."""
    if query.near is None:
        return query
    near = replace(query.near, radius_km=radius_km)
    return replace(query, near=near, place_words=_place_words(query.where, near), page=1)


def without(query: SearchQuery, facet: str, value: str | None = None) -> SearchQuery:
    """The search with one value of a facet dropped, or the whole facet."""
    left = tuple(one for one in query.of(facet) if value is not None and one != value)
    chosen = {name: values for name, values in query.chosen.items() if name != facet} | ({facet: left} if left else {})
    return replace(query, chosen=chosen, page=1)


def narrowed(query: SearchQuery, ancestors: dict[str, tuple[str, ...]]) -> SearchQuery:
    """The search to ask an engine: a specialty chosen below another chosen one takes its place."""
    chosen = query.of("specialty")
    covered = {ancestor for slug in chosen for ancestor in ancestors.get(slug, ())}
    if not covered.intersection(chosen):
        return query
    kept = tuple(slug for slug in chosen if slug not in covered)
    return replace(query, chosen={**query.chosen, "specialty": kept})
