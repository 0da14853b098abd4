"""Every address of ours, read from the URL configuration: no list to keep, so that a new route cannot be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from network.common.access import Access


@dataclass(frozen=True)
class Route:
    """One route: its full name, its pattern, and what its view promises."""

    name: str
    pattern: str
    access: Access
    module: str

    def __str__(self) -> str:
        return self.name


def our_routes() -> list[Route]:
    """Routes of our own views, with the names under which they are reversed."""
    with translation.override("en"):
        return [
            Route(name, pattern, view.access, view.__module__)
            for name, pattern, view in _walk(get_resolver())
            if hasattr(view, "access")
        ]


def named_views() -> list[tuple[str, Any]]:
    """Names and views of every address, whoever brings them."""
    return [(name, view) for name, _pattern, view in _walk(get_resolver())]


def views_of_ours() -> list[tuple[str, Any]]:
    """Names and views of ours."""
    return [(name, view) for name, view in named_views() if hasattr(view, "access")]


def account_pages() -> list[str]:
    """Names of the pages allauth brings, which carry no declaration of ours; those that name a thing have a test of their own."""
    return [
        name
        for name, pattern, view in _walk(get_resolver())
        if view.__module__.startswith("allauth.") and "<" not in pattern
    ]


def back_office_addresses() -> list[str]:
    """Addresses of the back office that take no argument."""
    return [
        "/" + pattern
        for _name, pattern, _view in _walk(get_resolver())
        if pattern.startswith("back-office/") and not set("<(^[") & set(pattern)
    ]


def _walk(resolver: URLResolver, prefix: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any]]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _walk(entry, pattern, (*names, entry.namespace) if entry.namespace else names)
        elif isinstance(entry, URLPattern):
            yield ":".join((*names, entry.name or "")), pattern, entry.callback
