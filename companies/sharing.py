"""What a page gives to other sites: a card, a badge, and the answer of oEmbed (https://oembed.com, version 1.0)."""

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from companies.cards import HEIGHT as CARD_HEIGHT
from companies.cards import WIDTH as CARD_WIDTH
from companies.linked_data import absolute

if TYPE_CHECKING:
    from companies.models import Company
    from companies.selectors.page import CompanyPage

BADGE_WIDTH, BADGE_HEIGHT = 300, 72
KEPT_FOR: Final = 60 * 60
"""Seconds for which others may keep a card, a badge or an answer."""

PAGE_ROUTE: Final = "companies:page"
LONGEST_NAME = 26


def embed_address(page_address: str) -> str:
    """Where oEmbed answers for a page."""
    return f"{absolute(reverse('oembed'))}?{urlencode({'url': page_address, 'format': 'json'})}"


def page_named(address: str) -> tuple[str, str] | None:
    """(slug, language) of the company page at an address; None when it is none of ours."""
    try:
        parts, ours = urlsplit(address), urlsplit(settings.BASE_URL)
    except ValueError:
        return None
    if parts.netloc != ours.netloc or parts.scheme not in {"http", "https"}:
        return None
    language = parts.path.split("/")[1] if "/" in parts.path else ""
    if language not in dict(settings.LANGUAGES):
        return None
    try:
        with override(language):
            match = resolve(parts.path)
    except Resolver404:
        return None
    return (match.kwargs["slug"], language) if match.view_name == PAGE_ROUTE else None


def badge_words(page: "CompanyPage") -> str:
    """What the badge says, for whoever does not see it."""
    return _("%(name)s on Comptoir: %(evidence)s") % {"name": page.name, "evidence": page.ladder.name}


def badge_values(page: "CompanyPage") -> dict[str, Any]:
    """What the drawing of the badge shows."""
    name = page.name if len(page.name) <= LONGEST_NAME else f"{page.name[: LONGEST_NAME - 1].rstrip()}…"
    level = page.ladder.level
    return {
        "name": name,
        "words": badge_words(page),
        "evidence": page.ladder.name,
        "marks": [{"x": 16 + 9 * number, "is_reached": number < level} for number in range(5)],
        "width": BADGE_WIDTH,
        "height": BADGE_HEIGHT,
        "page_address": absolute(page.company.get_absolute_url()),
    }


def picture_snippet(page: "CompanyPage") -> str:
    """HTML for the company's own site: a link around a picture; no script, no cookie."""
    return (
        f'<a href="{absolute(page.company.get_absolute_url())}"><img src="{_address("badge_picture", page.company)}"'
        f' alt="{html.escape(badge_words(page))}" width="{BADGE_WIDTH}" height="{BADGE_HEIGHT}" loading="lazy"></a>'
    )


def frame_snippet(page: "CompanyPage", width: int = BADGE_WIDTH, height: int = BADGE_HEIGHT) -> str:
    """The same in a frame, for sites that only take those."""
    return (
        f'<iframe src="{_address("badge", page.company)}" title="{html.escape(badge_words(page))}" width="{width}"'
        f' height="{height}" frameborder="0" loading="lazy"></iframe>'
    )


def embedded(page: "CompanyPage", asked: Mapping[str, str]) -> dict[str, Any]:
    """The answer of oEmbed, not larger than asked for (`maxwidth`, `maxheight` in pixels)."""
    most_wide, most_high = (_pixels(asked.get(name, "")) for name in ("maxwidth", "maxheight"))
    width, height = min(BADGE_WIDTH, most_wide), min(BADGE_HEIGHT, most_high)
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": page.name,
        "author_name": page.company.name,
        "author_url": absolute(page.company.get_absolute_url()),
        "provider_name": "Comptoir",
        "provider_url": settings.BASE_URL,
        "cache_age": KEPT_FOR,
        "html": frame_snippet(page, width, height),
        "width": width,
        "height": height,
    }
    if most_wide >= CARD_WIDTH and most_high >= CARD_HEIGHT:
        answer |= {"thumbnail_url": page.image, "thumbnail_width": CARD_WIDTH, "thumbnail_height": CARD_HEIGHT}
    return answer


def _pixels(asked: str) -> int:
    return max(int(asked), 1) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 99_999


def _address(view: str, company: "Company") -> str:
    return absolute(reverse(f"companies:{view}", args=[company.slug]))
