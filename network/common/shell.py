"""The frame around every page: navigation, acting company and counts, filled by the apps that own them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject

from network import environment
from network.common.registries import Registry


@dataclass(frozen=True)
class NavigationItem:
    """A link of the top bar. `audience` is visitor, member or both; `badge` counts for the request, `is_shown` may hide it."""

    label: "str | Promise"
    url_name: str
    order: int
    audience: str = "both"
    query: str = ""
    badge: Callable[[HttpRequest], int] | None = None
    is_shown: Callable[[HttpRequest], bool] | None = None


@dataclass(frozen=True)
class ShownItem:
    label: str
    url: str
    current: bool
    badge: int


navigation: Registry[NavigationItem] = Registry("navigation")
facts: Registry[Callable[[HttpRequest], Any]] = Registry("shell facts")
"""More values of the frame, by name: `member`, `other_members`, `notification_count`, `unread_count`."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: everything is computed when a template first asks for it."""
    frame: dict[str, Any] = {key: SimpleLazyObject(partial(facts[key], request)) for key in facts.keys()}
    frame["nav"] = SimpleLazyObject(lambda: shown_navigation(request))
    frame["footer"] = SimpleLazyObject(shown_footer)
    frame["is_development"] = environment.IS_DEVELOPMENT
    return {"shell": frame}


def shown_navigation(request: HttpRequest) -> list[ShownItem]:
    """Links for this reader, in order; the current one is the longest that begins the address."""
    audience = "member" if getattr(request, "member", None) else "visitor"
    items = sorted(
        (
            item
            for item in navigation
            if item.audience in {audience, "both"} and (item.is_shown is None or item.is_shown(request))
        ),
        key=lambda item: item.order,
    )
    urls = [reverse(item.url_name) + item.query for item in items]
    here = request.get_full_path()
    matching = [url for url in urls if here.startswith(url)]
    current = max(matching, key=len) if matching else None
    return [
        ShownItem(str(item.label), url, url == current, item.badge(request) if item.badge else 0)
        for item, url in zip(items, urls, strict=True)
    ]


footer: Registry[Callable[[], list[tuple[str, str]]]] = Registry("footer")
"""Links under every page, each entry giving (label, address) pairs in the reader's language."""


def shown_footer() -> list[dict[str, str]]:
    """Links of the footer, in order of registration."""
    return [{"label": label, "url": url} for links in footer for label, url in links()]
