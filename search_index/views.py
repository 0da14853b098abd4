"""The search page, and the page that explains its order."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from network.common.access import public
from search_index import selectors
from search_index.api import CACHE_SECONDS, REQUESTS_A_MINUTE, documentation, openapi
from search_index.backends.base import SCOPES
from search_index.shortlists.comparing import compared_ids, tray
from search_index.sponsored import sponsored_block
from search_index.suggestions import places, suggestions


@public
def search(request: HttpRequest) -> HttpResponse:
    """Providers or companies that answer a search, with their facets."""
    page = selectors.search_page(request.GET, compared_ids(request))
    context = {"search": page, "tray": tray(request), "sponsored": sponsored_block(request, page.query)}
    return render(request, "search_index/search.html", context)


@require_safe
@public
def suggest(request: HttpRequest) -> HttpResponse:
    """The list under a field while somebody types; `only=places` for the field "where"."""
    typed = request.GET.get("q", "")
    scope = request.GET.get("scope", "")
    if request.GET.get("only") == "places":
        groups = places(typed)
    else:
        groups = suggestions(typed, scope if scope in SCOPES else SCOPES[0])
    return render(request, "search_index/suggestions.html", {"groups": groups})


@require_safe
@public
def api_description(request: HttpRequest) -> HttpResponse:
    """The public JSON in OpenAPI's words."""
    return JsonResponse(openapi())


@require_safe
@public
def api_page(request: HttpRequest) -> HttpResponse:
    """The public JSON in ours."""
    context = documentation() | {"limit": REQUESTS_A_MINUTE.now(), "seconds": CACHE_SECONDS, "base": settings.BASE_URL}
    return render(request, "search_index/api.html", context)


@public
def ranking(request: HttpRequest) -> HttpResponse:
    """The formula, as the code holds it."""
    return render(request, "search_index/ranking.html", {"ranking": selectors.ranking_page()})
