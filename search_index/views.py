"""The search page, and the page that explains its order."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from network.common.access import public
from search_index import selectors


@public
def search(request: HttpRequest) -> HttpResponse:
    """Providers or companies that answer a search, with their facets."""
    return render(request, "search_index/search.html", {"search": selectors.search_page(request.GET)})


@public
def ranking(request: HttpRequest) -> HttpResponse:
    """The formula, as the code holds it."""
    return render(request, "search_index/ranking.html", {"ranking": selectors.ranking_page()})
