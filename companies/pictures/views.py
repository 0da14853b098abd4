"""The page a video plays on, and deleting a picture for good."""

from csp.decorators import csp_update
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.access import member_required
from companies.middleware import acting_member
from companies.models import Company
from companies.pictures.actions import KIND, erase_picture
from companies.pictures.models import Picture
from companies.pictures.videos import FRAME_HOSTS, video_at
from companies.roles import CompanyPermission
from companies.sections import section_of
from companies.selectors.page import may_read_whole
from network.common.access import public


@public
@require_safe
@csp_update({"frame-src": FRAME_HOSTS})
def video(request: HttpRequest, slug: str) -> HttpResponse:
    """The reader asked for the video: here, and on no other page, its site is loaded."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    content = section_of(company, KIND).content
    found = video_at(content.get("video", ""))
    if found is None or not may_read_whole(company, acting_member(request)):
        raise Http404
    context = {"company": company, "video": found, "title": content.get("video_title", "")}
    response = render(request, "pictures/video.html", context)
    # The sites refuse to play for a page without a name.
    response["Referrer-Policy"] = "strict-origin-when-cross-origin"
    return response


@require_POST
@member_required(CompanyPermission.EDIT_PAGE)
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a picture that is no longer shown, from earlier versions too."""
    picture = get_object_or_404(Picture.objects.visible_to(request.member), pk=pk)
    erase_picture(acting=request.member, picture=picture)
    messages.success(request, _("The picture is deleted for good; earlier versions no longer show it."))
    return redirect("companies:edit", KIND)
