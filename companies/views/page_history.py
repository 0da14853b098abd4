"""The history of the whole page: its states, one of them as it looked, and the way back to it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from companies.access import member_required
from companies.actions.restoring import restore_page
from companies.exceptions import PageMoved
from companies.forms.submissions import reason_in, version_in
from companies.models import SectionRevision
from companies.roles import CompanyPermission
from companies.sections import LONGEST_REASON
from companies.selectors.page import page_with
from companies.selectors.page_history import PageThen, page_states, page_then


@require_safe
@member_required(CompanyPermission.EDIT_PAGE)
def states(request: HttpRequest) -> HttpResponse:
    """Every publication of every section, newest first: each is one state of the page."""
    before = version_in(request.GET, "before") or None
    context = {"company": request.member.company, "history": page_states(request.member.company, before)}
    return render(request, "companies/page_states.html", context)


@require_safe
@member_required(CompanyPermission.EDIT_PAGE)
def look(request: HttpRequest, revision: int) -> HttpResponse:
    """The whole page as it was right after a publication."""
    then = _then(request, revision)
    shown = page_with(request.member.company, then.contents)
    return render(request, "companies/page_then.html", {"page": shown, "company": shown.company, "then": then})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.EDIT_PAGE)
def restore(request: HttpRequest, revision: int) -> HttpResponse:
    """Which sections would change; a POST puts them on line again, all or none."""
    then = _then(request, revision)
    refusal = None
    if request.method == "POST":
        bases = {
            name.removeprefix("base-"): version_in(request.POST, name)
            for name in request.POST
            if name.startswith("base-")
        }
        try:
            restored = restore_page(
                acting=request.member,
                revision=then.revision,
                base_versions=bases,
                reason=reason_in(request.POST),
            )
        except PageMoved as moved:
            refusal, then = moved, _then(request, revision)
        else:
            messages.success(request, _told(len(restored.sections), len(restored.asked)))
            return redirect("companies:page_history")
    context = {
        "then": then,
        "refusal": refusal,
        "reason": reason_in(request.POST),
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "companies/page_restore.html", context, status=refusal.status if refusal else 200)


def _told(count: int, asked: int) -> str:
    if asked:
        sent = ngettext(
            "%(count)s section was sent to a second person.", "%(count)s sections were sent to a second person.", asked
        )
        return " ".join(([_told(count, 0)] if count else []) + [sent % {"count": asked}])
    if count == 0:
        return _("The page is already as it was then: nothing was changed.")
    told = ngettext(
        "%(count)s section is on line again as it was.", "%(count)s sections are on line again as they were.", count
    )
    return told % {"count": count} + " " + _("To undo it, restore the state before.")


def _then(request: HttpRequest, revision: int) -> PageThen:
    company = request.member.company
    found = get_object_or_404(
        SectionRevision.objects.select_related("section", "author"),
        pk=revision,
        section__company=company,
        version__gt=0,
    )
    return page_then(company, found)
