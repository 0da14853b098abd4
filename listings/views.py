"""The public directory of specialties."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from listings.selectors import specialty_tree
from network.common.access import public


@public
def specialties(request: HttpRequest) -> HttpResponse:
    """Every specialty on offer, each a way into the search."""
    return render(request, "listings/specialties.html", {"tree": specialty_tree()})
