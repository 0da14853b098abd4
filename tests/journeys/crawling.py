"""Following every link as a reader would, one page of each kind."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

SPOKEN_ATTRIBUTES = ("placeholder", "title", "aria-label", "alt")


@dataclass(frozen=True)
class Visited:
    """One page a crawl has seen."""

    path: str
    status: int
    linked_from: str
    texts: frozenset[str]


def crawl(client: Client, start: str, prefix: str) -> Iterator[Visited]:
    """Visit pages under `prefix` reachable by links from `start`: one of each route and parameters."""
    waiting, known = deque([(start, "")]), {kind_of(start)}
    while waiting:
        path, source = waiting.popleft()
        response = client.get(path, follow=True)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        page = html.document_fromstring(response.content.decode() if is_page else "<html></html>")
        yield Visited(path, response.status_code, source, frozenset(spoken(page)))
        here = response.redirect_chain[-1][0] if response.redirect_chain else path
        for link in links(page, here):
            kind = kind_of(link)
            if kind not in known and link.startswith(prefix):
                known.add(kind)
                waiting.append((link, path))


def links(page: html.HtmlElement, here: str) -> Iterator[str]:
    for target in page.xpath("//a/@href"):
        address = urlsplit(urljoin(here, target))
        if address.netloc in {"", "testserver"} and address.scheme in {"", "http"} and address.path.startswith("/"):
            yield address.path + (f"?{address.query}" if address.query else "")


@lru_cache(maxsize=10_000)
def kind_of(link: str) -> tuple[str, frozenset[str]]:
    """The route that serves a link, and which parameters it has."""
    path, _mark, query = link.partition("?")
    try:
        route = resolve(path).route
    except Resolver404:
        route = path
    return route, frozenset(part.partition("=")[0] for part in query.split("&"))


def spoken(page: html.HtmlElement) -> Iterator[str]:
    """Every text a reader sees or hears, but for what is said to be in another language, such as the language switch."""
    for silent in page.xpath("//script | //style | //body//*[@lang]"):
        silent.drop_tree()
    for text in page.xpath("//text()"):
        if text.strip():
            yield " ".join(text.split())
    for attribute in SPOKEN_ATTRIBUTES:
        for text in page.xpath(f"//@{attribute}"):
            yield " ".join(text.split())
