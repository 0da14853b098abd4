"""Closed by default: each view of ours says who may enter, each foreign one is on a short list."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

pytestmark = pytest.mark.any_database

OURS = ("network", "companies", "premium", "connections", "listings", "search_index")
FOREIGN_PACKAGES_MOUNTED = {"allauth", "wagtail", "django", "ninja"}


def all_patterns(resolver=None, prefix=""):
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from all_patterns(entry, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.callback


def is_back_office(route: str) -> bool:
    return route.startswith("back-office/")


@pytest.mark.django_db
def test_every_view_of_ours_declares_its_access():
    undeclared = [
        route
        for route, view in all_patterns()
        if view.__module__.split(".")[0] in OURS and not hasattr(view, "access") and not is_back_office(route)
    ]

    assert undeclared == []


@pytest.mark.django_db
def test_only_known_packages_bring_views():
    packages = {view.__module__.split(".")[0] for _route, view in all_patterns()} - set(OURS)

    assert packages <= FOREIGN_PACKAGES_MOUNTED
