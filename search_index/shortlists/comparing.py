"""The companies a reader is comparing, kept in the session while searching; the comparison itself has its own address."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from companies.models import Company

MOST_COMPARED = 4
SESSION_KEY = "compared"


@dataclass(frozen=True)
class Tray:
    """What stands at the foot of a search while companies are compared."""

    companies: tuple[Company, ...]
    limit: int
    compare_url: str
    ask_url: str
    is_over: bool = False


def compared_ids(request: HttpRequest) -> list[int]:
    """The chosen companies, in the order of choosing."""
    kept = request.session.get(SESSION_KEY, [])
    return [pk for pk in kept if isinstance(pk, int)][:MOST_COMPARED]


def choose(request: HttpRequest, *, shown: Iterable[int], ticked: Iterable[int]) -> bool:
    """Take over the boxes of one page of results; False when there were more than can be compared, and the last are left out."""
    before, wanted, on_page = compared_ids(request), list(ticked), set(shown)
    kept = [pk for pk in before if pk not in on_page or pk in wanted]
    new = [pk for pk in wanted if pk not in kept]
    request.session[SESSION_KEY] = (kept + new)[:MOST_COMPARED]
    return len(kept) + len(new) <= MOST_COMPARED


def empty(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def in_order(ids: list[int]) -> list[Company]:
    """Companies with a visible page, in the order of the ids; one query."""
    found = Company.objects.visible().in_bulk(ids) if ids else {}
    return [found[pk] for pk in ids if pk in found]


def by_slug(slugs: Iterable[str], at_most: int = MOST_COMPARED) -> list[Company]:
    """Companies with a visible page, in the order of the slugs; one query."""
    wanted = list(dict.fromkeys(slug for slug in slugs if slug))[:at_most]
    found = {company.slug: company for company in Company.objects.visible().filter(slug__in=wanted)} if wanted else {}
    return [found[slug] for slug in wanted if slug in found]


def tray(request: HttpRequest, *, is_over: bool = False) -> Tray:
    """The tray of this reader; one query when he compares anybody."""
    companies = in_order(compared_ids(request))
    query = [("company", company.slug) for company in companies]
    return Tray(
        companies=tuple(companies),
        limit=MOST_COMPARED,
        compare_url=reverse("shortlists:compare", query=query),
        ask_url=reverse("shortlists:ask", query=query),
        is_over=is_over,
    )
