"""What other sites show of a page: the card beside a link, the badge, oEmbed; and where the staff copies it."""

from csp.decorators import csp_replace
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from companies import sharing
from companies.access import member_required
from companies.cards import draw_card, version_of
from companies.models import Company
from companies.selectors.page import CompanyPage, company_page
from network.common.access import public

CARD_SECONDS = 24 * 60 * 60
NO_SUCH_FORMAT, NO_SUCH_PAGE, NOT_PUBLIC, NO_ADDRESS, NO_FORMAT = 501, 404, 401, 400, 400


@public
@require_safe
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture beside a link to the page; drawn when somebody asks, then kept for a day."""
    page = _open_page(slug)
    key = f"card-{page.company.pk}-{get_language()}-{version_of(page)}"
    drawn = cache.get(key)
    if drawn is None:
        drawn = draw_card(page)
        cache.set(key, drawn, CARD_SECONDS)
    return _kept(HttpResponse(drawn, content_type="image/png"))


@public
@require_safe
def badge_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The badge as a picture: it follows the company's evidence."""
    page = _claimed_page(slug)
    return _kept(render(request, "companies/sharing/badge.svg", sharing.badge_values(page), "image/svg+xml"))


@public
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def badge(request: HttpRequest, slug: str) -> HttpResponse:
    """The badge in a frame of another site: the only page that may be framed; nothing can be done on it but go to the page."""
    page = _claimed_page(slug)
    return _kept(render(request, "companies/sharing/badge.html", sharing.badge_values(page)))


@public
@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """OEmbed's answer for a company page; 501 for its other format (XML), 400 nonsense, 404 unknown, 401 not for everybody."""
    wanted = request.GET.get("format", "json")
    if wanted != "json":
        return _refused(NO_SUCH_FORMAT if wanted == "xml" else NO_FORMAT, "Only format=json is spoken here.")
    if not request.GET.get("url"):
        return _refused(NO_ADDRESS, "Give the address of a company page as url.")
    named = sharing.page_named(request.GET["url"])
    company = Company.objects.visible().filter(slug=named[0]).first() if named else None
    if named is None or company is None:
        return _refused(NO_SUCH_PAGE, "No company page has this address.")
    with override(named[1]):
        page = company_page(company, None)
        if not page.may_be_embedded:
            return _refused(NOT_PUBLIC, "This page is not open to everybody.")
        return _for_all(_kept(JsonResponse(sharing.embedded(page, request.GET.dict()))))


@member_required()
def share(request: HttpRequest) -> HttpResponse:
    """The badge for our own site, and what others see of a link to our page."""
    company = request.member.company  # type: ignore[attr-defined]
    page = company_page(company, None)
    context = {
        "company": company,
        "page": page,
        "badge": sharing.badge_values(page),
        "picture_snippet": sharing.picture_snippet(page),
        "frame_snippet": sharing.frame_snippet(page),
    }
    return render(request, "companies/sharing/share.html", context)


def _open_page(slug: str) -> CompanyPage:
    """The page as everybody reads it.

    Raises:
        Http404: there is none, it is hidden, or only its name is public.

    """
    page = company_page(get_object_or_404(Company.objects.visible(), slug=slug), None)
    if not page.is_open:
        raise Http404
    return page


def _claimed_page(slug: str) -> CompanyPage:
    """The same, of a company that looks after its page itself.

    Raises:
        Http404: as above, or nobody has claimed it.

    """
    page = _open_page(slug)
    if not page.may_be_embedded:
        raise Http404
    return page


def _kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = f"public, max-age={sharing.KEPT_FOR}"
    return response


def _for_all(response: HttpResponse) -> HttpResponse:
    """Editors of other sites ask from the browser."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _refused(status: int, sentence: str) -> HttpResponse:
    return _for_all(JsonResponse({"error": sentence}, status=status))
