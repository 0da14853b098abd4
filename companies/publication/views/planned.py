"""Planning a text from the editing page, and what waits: look, change, call off, publish now, compare."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.access import member_required
from companies.actions.drafts import settle_draft
from companies.exceptions import StaleSection
from companies.forms.drafts import fields_in
from companies.forms.submissions import form_for, reason_in, version_in
from companies.publication.actions import planning
from companies.publication.forms import DueForm, LinkForm
from companies.publication.models import PlannedPublication
from companies.publication.selectors import planned_page, planned_text
from companies.roles import CompanyPermission
from companies.sections import SectionKind, section_of
from companies.selectors.editing import content_at
from companies.views.editing import conflict_page, edit_page, editable_kind, keep_typed
from network.common.exceptions import Refusal


@require_safe
@member_required(CompanyPermission.EDIT_PAGE)
def planned(request: HttpRequest) -> HttpResponse:
    """What waits, what could not be published, and the preview links."""
    return render(request, "publication/planned.html", {"page": planned_page(request.member), "form": LinkForm()})


@require_POST
@member_required()
def plan(request: HttpRequest, section: str) -> HttpResponse:
    """Plan what stands in the form of a section; whatever is wrong, it stays typed and is kept as a draft."""
    kind = editable_kind(request.member, section)
    published = section_of(request.member.company, kind.key)
    base_version = version_in(request.POST)
    form = form_for(kind, request.member, content_at(published, base_version), request.POST)
    due = DueForm(request.POST)
    error, status = "", 200
    if form.is_valid() and due.is_valid():
        try:
            made = _plan(request, kind, form.content(), base_version, due.cleaned_data)
        except StaleSection as stale:
            kept = keep_typed(request, kind, base_version)
            return conflict_page(request, kind, stale, draft_known=kept.saved_at.isoformat())
        except Refusal as refusal:
            error, status = refusal.sentence, refusal.status
        else:
            settle_draft(
                acting=request.member,
                kind=kind.key,
                known=request.POST.get("draft_known", ""),
                published=fields_in(request.POST),
            )
            messages.success(request, _told(made))
            return redirect("publication:planned")
    elif due.errors:
        error = " ".join(message for found in due.errors.values() for message in found)
    kept = keep_typed(request, kind, base_version)
    return edit_page(
        request,
        kind,
        published,
        form=form,
        base_version=base_version,
        status=status,
        plan_error=error,
        draft_known=kept.saved_at.isoformat(),
    )


@require_safe
@member_required()
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """A planned text beside what is on line."""
    found = _found(request, pk)
    return render(request, "publication/look.html", {"text": planned_text(found), "planned": found})


@require_safe
@member_required()
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """The section's form with the planned text, to change it or its time."""
    found = _found(request, pk)
    kind = editable_kind(request.member, found.kind)
    published = section_of(request.member.company, kind.key)
    base = content_at(published, found.base_version)
    form = form_for(kind, request.member, base, kind.form.data_of(found.content))
    form.unjudged()
    return edit_page(
        request,
        kind,
        published,
        form=form,
        base_version=found.base_version,
        reason=found.reason,
        plan_due=localtime(found.due_at),
    )


@require_safe
@member_required()
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """A text that was overtaken: mine, what it was written on, and what is on line."""
    found = _found(request, pk)
    kind = editable_kind(request.member, found.kind)
    section = section_of(request.member.company, kind.key)
    if not found.is_unhappy or section.content == found.content:
        return redirect("publication:look", pk)
    base = content_at(section, found.base_version)
    stale = StaleSection(mine=found.content, base=base, theirs=section, base_version=found.base_version)
    return conflict_page(request, kind, stale)


@require_POST
@member_required()
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """The text will not go on line."""
    found = _found(request, pk)
    planning.call_off(acting=request.member, planned=found)
    messages.success(request, _("The text is called off; its author has it again as a draft."))
    return redirect("publication:planned")


@require_POST
@member_required()
def publish_now(request: HttpRequest, pk: int) -> HttpResponse:
    """The text goes on line at once."""
    found = _found(request, pk)
    kind = editable_kind(request.member, found.kind)
    try:
        section = planning.publish_now(acting=request.member, planned=found)
    except StaleSection as stale:
        return conflict_page(request, kind, stale)
    told = {"section": kind.label, "version": section.version}
    messages.success(request, _("%(section)s: version %(version)s is on line.") % told)
    return redirect("publication:planned")


def _found(request: HttpRequest, pk: int) -> PlannedPublication:
    """A plan of one's own company; refused when the role may not edit its section."""
    plans = PlannedPublication.objects.visible_to(request.member).select_related("author", "company")
    found = get_object_or_404(plans, pk=pk)
    editable_kind(request.member, found.kind)
    return found


def _plan(
    request: HttpRequest, kind: SectionKind, content: dict[str, Any], base_version: int, asked: dict[str, Any]
) -> PlannedPublication:
    return planning.plan_publication(
        acting=request.member,
        kind=kind.key,
        content=content,
        base_version=base_version,
        due_at=asked["due_at"],
        reason=reason_in(request.POST),
        replaces=asked["replaces"],
    )


def _told(planned: PlannedPublication) -> str:
    return _("%(section)s goes on line on %(when)s.") % {
        "section": planned.section_kind.label,
        "when": date_format(localtime(planned.due_at), "DATETIME_FORMAT"),
    }
