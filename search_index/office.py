"""The back office of the search: a group of synonyms is tried before it is kept."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.common.access import operator
from search_index.backends import engine
from search_index.backends.base import SearchQuery, SearchResults
from search_index.forms import TryForm
from search_index.query import search_query, words_of
from search_index.synonyms import expanded, table_of, words_in_use

SHOWN = 3


@dataclass(frozen=True)
class Tried:
    """What a search finds as synonyms are now, and with the group."""

    text: str
    understood: str
    now: tuple[str, tuple[str, ...]]
    then: tuple[str, tuple[str, ...]]


@operator("search_index.change_synonymgroup")
def try_synonyms(request: HttpRequest) -> HttpResponse:
    """Searches side by side, without and with words that are not kept yet."""
    form = TryForm(request.GET or None)
    tried: list[Tried] = []
    if form.is_bound and form.is_valid():
        table = table_of([*words_in_use(), form.cleaned_data["words"]])
        for text in form.cleaned_data["searches"]:
            present = search_query(text=text, scope="companies")
            then = replace(present, words=expanded(words_of(text), table))
            tried.append(
                Tried(text, _understood(then), _found(engine().search(present)), _found(engine().search(then)))
            )
    return render(request, "search_index/office/try_synonyms.html", {"form": form, "tried": tried})


def _understood(query: SearchQuery) -> str:
    """Each word with what may stand instead."""
    return " + ".join(" / ".join([word.typed, *(instead.written for instead in word.synonyms)]) for word in query.words)


def _found(results: SearchResults) -> tuple[str, tuple[str, ...]]:
    return results.total.shown, tuple(hit.payload["name"] for hit in results.hits[:SHOWN])
