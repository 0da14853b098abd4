"""The member's own draft of a section: kept while he types, taken up, discarded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.actions.drafts import discard_draft, keep_draft, swap_draft
from companies.forms.drafts import fields_in
from companies.forms.submissions import version_in
from companies.views.editing import editable_kind


@require_POST
@member_required()
def keep(request: HttpRequest, section: str) -> HttpResponse:
    """Keep what is typed; answers when, in words and for the next time."""
    kind = editable_kind(request.member, section)
    draft = keep_draft(
        acting=request.member,
        kind=kind.key,
        base_version=version_in(request.POST),
        fields=fields_in(request.POST),
        known=request.POST.get("draft_known", ""),
    )
    at = date_format(localtime(draft.saved_at), "TIME_FORMAT")
    return JsonResponse(
        {"known": draft.saved_at.isoformat(), "words": _("Draft saved at %(time)s") % {"time": at}},
        headers={"Cache-Control": "no-store"},
    )


@require_POST
@member_required()
def change(request: HttpRequest, section: str) -> HttpResponse:
    """Discard the draft, or take up what another window had typed."""
    kind = editable_kind(request.member, section)
    if request.POST.get("act") == "swap":
        swap_draft(acting=request.member, kind=kind.key)
    elif discard_draft(acting=request.member, kind=kind.key):
        messages.success(request, _("The draft is gone; the section is as published."))
    return redirect("companies:edit", kind.key)
