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
from search_index.backends.base import FACETS, SCOPES, SearchQuery, Word
from search_index.folding import LEGAL_FORMS, NUMBER, STOP_WORDS, WORD, compact, fold, stem, tokens, whole_name
from search_index.places import city_key

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
    chosen = {
        "specialty": reading.known(parameters.getlist("specialty"), specialties),
        "category": reading.known(parameters.getlist("category"), Category.values),
        "country": reading.known((value.upper() for value in parameters.getlist("country")), dict(countries)),
        "city": tuple(
            dict.fromkeys(key for value in parameters.getlist("city")[:MOST_CHOSEN] if (key := city_key(value)))
        ),
    }
    scope = parameters.get("scope", "")
    query = search_query(
        text=parameters.get("q", ""),
        where=parameters.get("where", ""),
        scope=scope if scope in SCOPES else SCOPES[0],
        chosen={facet: values for facet, values in chosen.items() if values},
        page=_page(parameters.get("page", "")),
    )
    return Request(query, tuple(reading.left_out))


def search_query(
    *,
    text: str = "",
    where: str = "",
    scope: str = SCOPES[0],
    chosen: dict[str, tuple[str, ...]] | None = None,
    page: int = 1,
    **how: Any,
) -> SearchQuery:
    """A search whose words are folded and ready for an engine; `how` gives further fields of `SearchQuery`."""
    text, where = (" ".join(value.replace("\0", " ").split())[:LONGEST_TEXT] for value in (text, where))
    words = words_of(text)
    return SearchQuery(
        text=text,
        where=where,
        scope=scope,
        words=words,
        place_words=words_of(where),
        whole=tuple(dict.fromkeys((whole_name(text), compact(text)))) if words else (),
        chosen=chosen or {},
        page=page,
        **how,
    )


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


def address(query: SearchQuery, **changes: object) -> str:
    """The page that shows a search, with changes; the first page of its results unless `page` is given."""
    wanted = replace(query, **{"page": 1, **changes})  # type: ignore[arg-type]
    pairs = [(name, value) for name, value in (("q", wanted.text), ("where", wanted.where)) if value]
    pairs += [("scope", wanted.scope)] if wanted.scope != SCOPES[0] else []
    pairs += [(facet, value) for facet in FACETS for value in wanted.of(facet)]
    pairs += [("page", str(wanted.page))] if wanted.page > 1 else []
    home = reverse("search_index:search")
    return f"{home}?{urlencode(pairs)}" if pairs else home


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
