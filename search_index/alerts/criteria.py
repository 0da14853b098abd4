"""What a company answers now and did not before: from the lexemes its index entry gained to criteria of a search."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext as _

from search_index.backends.base import FACETS, SearchQuery, Word
from search_index.backends.lexemes import PLACE, PROVIDER, WORD_STEPS, facet_lexeme
from search_index.changes import Change
from search_index.facets import Taxonomy, label_of
from search_index.wording import facet_titles

Criterion = tuple[str, str]
NEW, LISTED, WORDS, WHERE, NEARNESS = "new", "listed", "words", "where", "near"


def newly_met(query: SearchQuery, change: Change) -> list[Criterion]:
    """The criteria of the search that the change brought, each with its value."""
    if change.is_new:
        return [(NEW, "")]
    gained = set(change.gained)
    met: list[Criterion] = [(LISTED, "")] if query.scope == "providers" and PROVIDER in gained else []
    met += [(facet, value) for facet in FACETS for value in query.of(facet) if facet_lexeme(facet, value) in gained]
    met += [
        (WORDS, word.typed) for word in query.words if _is_gained(word, gained, [f"{step:d}" for step in WORD_STEPS])
    ]
    if any(_is_gained(word, gained, [PLACE]) for word in query.place_words):
        met.append((WHERE, query.where))
    if query.near and query.near.radius_km and change.has_moved:
        met.append((NEARNESS, query.near.label))
    return met


def _is_gained(word: Word, gained: Collection[str], marks: Collection[str]) -> bool:
    """Whether a gained lexeme answers the word in one of the fields."""
    wanted = [
        mark + form for mark in marks for form in (*word.forms, *(one.stems[0] for one in (*word.near, *word.synonyms)))
    ]
    if word.is_beginning:
        return any(lexeme.startswith(tuple(wanted)) for lexeme in gained)
    return any(one in gained for one in wanted)


def in_words(criteria: Collection[Criterion], taxonomy: Taxonomy, cities: Mapping[str, str]) -> str:
    """The criteria as a reader sees them; a search without any of its own was answered by the company's listing."""
    return ", ".join(_sentence(kind, value, taxonomy, cities) for kind, value in criteria) or _(
        "now answers your search"
    )


def _sentence(kind: str, value: str, taxonomy: Taxonomy, cities: Mapping[str, str]) -> str:
    if kind in facet_titles():
        known = kind != "specialty" or value in taxonomy.specialties
        label = label_of(kind, value, taxonomy, cities) if known else value
        return _("{criterion}: {value}").format(criterion=facet_titles()[kind], value=label)
    fixed = {NEW: _("new on Comptoir"), LISTED: _("now listed as a provider")}
    worded = {WORDS: _("now mentions “{value}”"), WHERE: _("now in {value}"), NEARNESS: _("now near {value}")}
    return fixed.get(kind) or worded[kind].format(value=value)
