"""Our own page: the state of all sections, editing one."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.actions.drafts import discard_draft, keep_draft, settle_draft
from companies.actions.sections import confirm_section, save_section
from companies.conflicts import compare
from companies.exceptions import StaleSection
from companies.forms.drafts import data_of, fields_in
from companies.forms.submissions import form_for, merged_content, reason_in, version_in
from companies.gated_acts import give_section_back
from companies.models import Member, Section, SectionDraft
from companies.permissions import require
from companies.second_person import NeedsSecondPerson
from companies.sections import LONGEST_REASON, SectionKind, kinds_in_order, section_of
from companies.selectors import drafts
from companies.selectors.editing import content_at, our_page, revisions_of
from companies.selectors.presence import WORDS


@member_required()
def overview(request: HttpRequest) -> HttpResponse:
    """All sections of our page, how fresh they are and what is missing."""
    return render(request, "companies/overview.html", {"our": our_page(request.member)})


@member_required()
def edit(request: HttpRequest, section: str) -> HttpResponse:
    """One section: the form, what is published, and the conflict when a colleague was faster."""
    kind = editable_kind(request.member, section)
    published = section_of(request.member.company, kind.key)
    if request.method != "POST":
        return _opened(request, kind, published)
    if "mine" in request.POST:
        return _resolve(request, kind, published)
    base_version = version_in(request.POST)
    if kind.takes_files is not None or "move_row" in request.POST:
        changed, refused = _changed_rows(request, kind)
        if changed is not None:
            return _shown_again(request, kind, published, changed, refused)
    form = form_for(kind, request.member, content_at(published, base_version), request.POST)
    if "add_rows" in request.POST and form.can_add_rows:
        form.with_more_rows()
    elif form.is_valid():
        return _publish(request, kind, form.content(), base_version)
    keep_typed(request, kind, base_version)
    return edit_page(request, kind, published, form=form, base_version=base_version)


@require_POST
@member_required()
def confirm(request: HttpRequest, section: str) -> HttpResponse:
    """Say "still true", in one click."""
    kind = kind_of(request.member, section)
    confirm_section(acting=request.member, kind=kind.key)
    messages.success(request, _("The section %(section)s is confirmed as of today.") % {"section": kind.label})
    return redirect("companies:overview")


def kind_of(member: Member, key: str) -> SectionKind:
    """The kind of section in an address; 404 when it makes no sense for the company."""
    found = next((kind for kind in kinds_in_order(member.company) if kind.key == key), None)
    if found is None:
        raise Http404
    return found


def editable_kind(member: Member, key: str) -> SectionKind:
    """The same, refused when the role may not edit it."""
    kind = kind_of(member, key)
    if kind.permission:
        require(member, kind.permission)
    return kind


def _opened(request: HttpRequest, kind: SectionKind, published: Section) -> HttpResponse:
    """What the member had begun, else what is published."""
    draft = drafts.draft_of(request.member, kind.key)
    if draft is None:
        form = form_for(kind, request.member, published.content)
        return edit_page(request, kind, published, form=form, base_version=published.version)
    base = content_at(published, draft.base_version)
    form = form_for(kind, request.member, base, data_of(draft))
    form.unjudged()
    return edit_page(request, kind, published, form=form, base_version=draft.base_version, draft=draft)


def _changed_rows(request: HttpRequest, kind: SectionKind) -> tuple[QueryDict | None, list[str]]:
    """What the form holds with the files sent or the row moved, and what was refused; None when neither was asked."""
    if "move_row" in request.POST and kind.form.can_add_rows:
        return kind.form.moved(request.POST, request.POST["move_row"]), []
    files = request.FILES.getlist("files")
    if kind.takes_files is None or not (files or {"add_files", "take_again"} & request.POST.keys()):
        return None, []
    return kind.takes_files(request.member, request.POST, files)


def _shown_again(
    request: HttpRequest, kind: SectionKind, published: Section, changed: QueryDict, refused: list[str]
) -> HttpResponse:
    """The form with what it holds now, kept as a draft: nothing is published by sending a file or moving a row."""
    base_version = version_in(request.POST)
    form = form_for(kind, request.member, content_at(published, base_version), changed)
    form.unjudged()
    draft = keep_typed(request, kind, base_version, changed)
    known = draft.saved_at.isoformat()
    return edit_page(
        request,
        kind,
        published,
        form=form,
        base_version=base_version,
        draft_known=known,
        refused=refused,
        status=400 if refused else 200,
    )


def keep_typed(
    request: HttpRequest, kind: SectionKind, base_version: int, typed: QueryDict | None = None
) -> SectionDraft:
    """What could not be published is in the author's draft, whatever he does next."""
    return keep_draft(
        acting=request.member,
        kind=kind.key,
        base_version=base_version,
        fields=fields_in(request.POST if typed is None else typed),
        known=request.POST.get("draft_known", ""),
    )


def _publish(request: HttpRequest, kind: SectionKind, content: dict[str, Any], base_version: int) -> HttpResponse:
    if base_version == 0 and kind.is_empty(content):
        messages.info(request, _("Nothing was written yet: nothing was published."))
        return redirect("companies:edit", kind.key)
    try:
        section = save_section(
            acting=request.member,
            kind=kind.key,
            content=content,
            base_version=base_version,
            reason=reason_in(request.POST),
        )
    except StaleSection as stale:
        draft = None if "mine" in request.POST else keep_typed(request, kind, base_version)
        return conflict_page(request, kind, stale, draft_known=draft.saved_at.isoformat() if draft else "")
    except NeedsSecondPerson as needed:
        return _sent_for_approval(request, kind, needed, base_version)
    settle_draft(
        acting=request.member,
        kind=kind.key,
        known=request.POST.get("draft_known", ""),
        published=fields_in(request.POST),
    )
    told = {"section": kind.label, "version": section.version}
    if section.version == base_version:
        messages.info(request, _("%(section)s: nothing has changed, version %(version)s stays on line.") % told)
    else:
        messages.success(request, _("%(section)s: version %(version)s is on line.") % told)
    return redirect("companies:edit", kind.key)


def _sent_for_approval(
    request: HttpRequest, kind: SectionKind, needed: NeedsSecondPerson, base_version: int
) -> HttpResponse:
    """The text waits for a colleague; meanwhile it stays its author's draft."""
    if "mine" in request.POST:  # what was merged takes the place of what was typed before
        discard_draft(acting=request.member, kind=kind.key)
        give_section_back(request.member.company, request.member.user, needed.act.payload)
    else:
        keep_typed(request, kind, base_version)
    messages.success(request, str(needed.sentence))
    return redirect("companies:edit", kind.key)


def _resolve(request: HttpRequest, kind: SectionKind, published: Section) -> HttpResponse:
    """What the conflict panel chose is checked like typed text, then saved as the next version."""
    base_version = version_in(request.POST)
    content = merged_content(request.POST, kind, published)
    if kind.form.is_checked_again:
        theirs = content_at(published, base_version)
        form = form_for(kind, request.member, theirs, kind.form.data_of(content))
        if not form.is_valid():
            return edit_page(request, kind, published, form=form, base_version=base_version)
        content = form.content()
    return _publish(request, kind, content, base_version)


def conflict_page(
    request: HttpRequest, kind: SectionKind, stale: StaleSection, *, draft_known: str = ""
) -> HttpResponse:
    """The editing page with the three readings, and below them the form with what was typed."""
    readings = compare(kind.form, stale.mine, stale.base, stale.theirs.content)
    form = form_for(
        kind,
        request.member,
        stale.theirs.content,
        kind.form.data_of(stale.mine) if kind.form.is_checked_again else None,
    )
    return edit_page(
        request,
        kind,
        stale.theirs,
        form=form,
        base_version=stale.theirs.version,
        stale=stale,
        draft_known=draft_known or request.POST.get("draft_known", ""),
        readings=readings,
        mine_json=json.dumps(stale.mine),
        next_version=stale.theirs.version + 1,
        can_keep_both=any(reading.can_keep_both for reading in readings),
        status=409,
    )


def edit_page(
    request: HttpRequest,
    kind: SectionKind,
    published: Section,
    *,
    form: Any,
    base_version: int,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    """The editing page of a section around a form, in whatever state that is."""
    our = our_page(request.member)
    context = {
        "our": our,
        "navigation": our.navigation(kind.key, has_conflict="stale" in more),
        "kind": kind,
        "section": published,
        "form": form,
        "base_version": base_version,
        "revisions": revisions_of(published),
        "current": kind.key,
        "present": our.present_in(kind.key),
        "words": WORDS,
        "reason": _typed_reason(request, more.get("draft")),
        "longest_reason": LONGEST_REASON,
        **more,
    }
    return render(request, "companies/edit.html", context, status=status)


def _typed_reason(request: HttpRequest, draft: SectionDraft | None) -> str:
    """Why, as typed in this form or kept with the draft."""
    if "reason" in request.POST or draft is None:
        return reason_in(request.POST)
    return "".join(draft.fields.get("reason", [])[:1])
