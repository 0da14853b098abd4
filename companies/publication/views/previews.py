"""Preview links: made and closed by members, opened by anybody who has the address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.access import member_required
from companies.publication.actions import previews as links
from companies.publication.forms import LinkForm
from companies.publication.models import PreviewLink
from companies.publication.selectors import open_link, planned_page
from companies.publication.unpublished import maker_of, unpublished_of
from companies.roles import CompanyPermission
from companies.selectors.page import page_with
from network.common.access import public
from network.common.exceptions import Refusal

PRIVATE = {"X-Robots-Tag": "noindex, nofollow", "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@require_POST
@member_required(CompanyPermission.EDIT_PAGE)
def make(request: HttpRequest) -> HttpResponse:
    """Make a link; its address is shown in this answer and never again."""
    form, address = LinkForm(request.POST), ""
    if form.is_valid():
        try:
            _link, token = links.make_link(acting=request.member, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            address = request.build_absolute_uri(reverse("publication:preview", args=[token]))
    context = {"page": planned_page(request.member), "form": LinkForm() if address else form, "address": address}
    response = render(request, "publication/planned.html", context, status=200 if address else 400)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@member_required(CompanyPermission.EDIT_PAGE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """The address shows nothing any more."""
    link = get_object_or_404(PreviewLink.objects.visible_to(request.member), pk=pk)
    links.close_link(acting=request.member, link=link)
    messages.success(request, _("The link is closed: its address shows nothing any more."))
    return redirect("publication:planned")


@public
@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """The page with the unpublished texts of who made the link; nothing else of the company."""
    link = open_link(token)
    maker = maker_of(link) if link else None
    if link is None or maker is None:
        return _private(render(request, "publication/closed.html", status=404))
    links.note_opened(link=link)
    shown = page_with(link.company, unpublished_of(maker))
    context = {"page": shown, "company": shown.company, "link": link}
    return _private(render(request, "publication/preview.html", context))


def _private(response: HttpResponse) -> HttpResponse:
    for name, value in PRIVATE.items():
        response[name] = value
    return response
