"""Editorial pages: the base page model of the site, chosen before the first migration."""

from wagtail.models import AbstractPage


class SitePage(AbstractPage):
    """The base of every editorial page (WAGTAIL_PAGE_MODEL)."""
