"""The history of a section: its versions, one of them, two side by side."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from companies.access import member_required
from companies.actions.sections import restore_section
from companies.exceptions import StaleSection
from companies.forms.submissions import reason_in, version_in
from companies.models import SectionRevision
from companies.sections import LONGEST_REASON, SectionKind, section_of
from companies.selectors.history import comparison, revision_page, versions_page
from companies.views.editing import conflict_page, editable_kind


@require_safe
@member_required()
def versions(request: HttpRequest, section: str) -> HttpResponse:
    """All versions of a section, newest first, page by page; two of them can be chosen to compare."""
    kind = editable_kind(request.member, section)
    published = section_of(request.member.company, kind.key)
    before = version_in(request.GET, "before") or None
    context = {"kind": kind, "section": published, "history": versions_page(published, before)}
    return render(request, "companies/versions.html", context)


@require_safe
@member_required()
def compare(request: HttpRequest, section: str) -> HttpResponse:
    """Two versions of a section side by side, in words."""
    kind = editable_kind(request.member, section)
    one, other = version_in(request.GET, "old"), version_in(request.GET, "new")
    if one == other:
        messages.info(request, _("Choose two different versions, then compare them."))
        return redirect("companies:versions", kind.key)
    found = comparison(kind, section_of(request.member.company, kind.key), one, other)
    if found is None:
        raise Http404
    return render(request, "companies/comparison.html", {"kind": kind, "comparison": found})


@member_required()
def revision(request: HttpRequest, section: str, version: int) -> HttpResponse:
    """An earlier text, read only; a POST puts it on line again as the next version."""
    kind = editable_kind(request.member, section)
    shown = get_object_or_404(
        SectionRevision.objects.select_related("author", "section"),
        section__company=request.member.company,
        section__kind=kind.key,
        version=version,
    )
    if request.method == "POST":
        return _restore(request, kind, version)
    return render(
        request,
        "companies/revision.html",
        {"revision": revision_page(kind, shown), "kind": kind, "longest_reason": LONGEST_REASON},
    )


def _restore(request: HttpRequest, kind: SectionKind, version: int) -> HttpResponse:
    try:
        section = restore_section(
            acting=request.member,
            kind=kind.key,
            version=version,
            base_version=version_in(request.POST),
            reason=reason_in(request.POST),
        )
    except StaleSection as stale:
        return conflict_page(request, kind, stale)
    messages.success(
        request,
        _("The text of version %(old)s is on line again, as version %(new)s.")
        % {"old": version, "new": section.version},
    )
    return redirect("companies:edit", kind.key)
