"""Editorial pages shown in menus, as links under every page."""

from django.core.cache import cache
from django.utils.translation import get_language

from network.common import shell
from network.home.models import TextPage

CACHE_SECONDS = 60


def editorial_links() -> list[tuple[str, str]]:
    """Published text pages of the reader's language that are shown in menus; read once a minute."""
    language = get_language()
    links: list[tuple[str, str]] | None = cache.get(f"footer-{language}")
    if links is None:
        pages = TextPage.objects.live().in_menu().filter(locale__language_code=language).order_by("path")
        links = [(page.title, page.url) for page in pages]
        cache.set(f"footer-{language}", links, CACHE_SECONDS)
    return links


shell.footer.register("editorial", editorial_links)
