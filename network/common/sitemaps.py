"""What search engines may read: each app registers its pages, the index lists them all."""

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from network.common.access import public
from network.common.registries import Registry

sitemaps: Registry[Sitemap] = Registry("sitemaps")


def _all() -> dict[str, type[Sitemap] | Sitemap]:
    return {name: sitemaps[name] for name in sitemaps.keys()}


@public
@require_safe
def index(request: HttpRequest) -> TemplateResponse:
    """The files there are."""
    return views.index(request, sitemaps=_all(), sitemap_url_name="sitemap")


@public
@require_safe
def pages(request: HttpRequest, section: str) -> TemplateResponse:
    """One file of addresses; 404 for a section nobody registered."""
    return views.sitemap(request, sitemaps=_all(), section=section)


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the way to the sitemaps."""
    lines = ["User-agent: *", "Disallow: /back-office/", f"Sitemap: {request.build_absolute_uri(reverse('sitemaps'))}"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
