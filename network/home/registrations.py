"""Editorial pages: those shown in menus as links under every page, all of them among the suggestions of the search."""

from collections.abc import Iterable

from django.core.cache import cache
from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from network.common import shell
from network.home.models import SitePage, TextPage
from network.notifications.kinds import kind_groups
from search_index.suggestions import Article, article_sources

CACHE_SECONDS = 60


def editorial_links() -> list[tuple[str, str]]:
    """Published pages of the reader's language that are shown in menus; read once a minute."""
    language = get_language()
    links: list[tuple[str, str]] | None = cache.get(f"footer-{language}")
    if links is None:
        pages = SitePage.objects.live().in_menu().filter(locale__language_code=language).order_by("path")
        links = [(page.title, page.url) for page in pages]
        cache.set(f"footer-{language}", links, CACHE_SECONDS)
    return links


def articles(typed: str, limit: int) -> Iterable[Article]:
    """Published text pages of the reader's language whose title or introduction holds what is typed."""
    pages = TextPage.objects.live().filter(locale__language_code=get_language())
    found = pages.filter(Q(title__icontains=typed) | Q(introduction__icontains=typed)).order_by("title")[:limit]
    return [Article(page.title, page.url) for page in found]


def is_operator(request: HttpRequest) -> bool:
    """Whether this person may enter the back office: the account menu then leads there. No query."""
    return bool(getattr(getattr(request, "user", None), "is_staff", False))


shell.facts.register("is_operator", is_operator)
shell.footer.register("editorial", editorial_links)
article_sources.register("editorial", articles)

# The mail preferences of all apps, under the subjects a person thinks in.
for subject, label in {
    "staff": _("Staff"),
    "approvals": _("Staff"),
    "claim": _("Page and category"),
    "verification": _("Identity evidence"),
    "recovery": _("Staff"),
    "category": _("Page and category"),
    "introduction": _("Network"),
    "connection": _("Network"),
    "tree": _("Network"),
    "new": _("Network"),
    "message": _("Messages"),
    "search": _("Searches that are kept"),
    "premium": _("Packs, payments and invoices"),
    "invoices": _("Packs, payments and invoices"),
    "benefits": _("Packs, payments and invoices"),
    "transfers": _("Packs, payments and invoices"),
    "payment": _("Packs, payments and invoices"),
}.items():
    kind_groups.register(subject, label)
