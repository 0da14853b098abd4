"""The company pages for search engines: claimed and visible ones, by language."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.utils.translation import override

from companies.models import Company
from network.common.sitemaps import sitemaps


class CompanySitemap(Sitemap):
    """One language; each file reads its own rows only. Unclaimed pages stay out of foreign search engines."""

    limit = 5000
    protocol = urlsplit(settings.BASE_URL).scheme

    def __init__(self, language: str) -> None:
        self.language = language

    def items(self) -> QuerySet[Company]:
        return Company.objects.visible().filter(claimed_at__isnull=False).only("slug", "updated_at").order_by("pk")

    def lastmod(self, company: Company) -> datetime:
        return company.updated_at

    def location(self, company: Company) -> str:
        with override(self.language):
            return company.get_absolute_url()


for code, _name in settings.LANGUAGES:
    sitemaps.register(f"companies-{code}", CompanySitemap(code))
