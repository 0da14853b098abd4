"""Editorial pages for search engines."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from network.common.sitemaps import sitemaps
from network.home.models import SitePage


class EditorialSitemap(Sitemap):
    """Homes, lists and texts that are on-line, in both languages."""

    protocol = urlsplit(settings.BASE_URL).scheme

    def items(self) -> QuerySet[SitePage]:
        return SitePage.objects.live().filter(depth__gt=1).order_by("path")

    def lastmod(self, page: SitePage) -> datetime | None:
        return page.last_published_at

    def location(self, page: SitePage) -> str:
        return str(page.url)


sitemaps.register("editorial", EditorialSitemap())
