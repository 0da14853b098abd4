"""Private drafts: what is typed in a section comes back after a crash, on another device, after a conflict."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member, SectionDraft
from companies.permissions import require
from companies.sections import section_kinds
from network.accounts.models import User
from network.common.exceptions import Refusal

LONGEST_DRAFT = 200_000
"""Characters of a draft, all fields together."""

MOST_SET_ASIDE = 500
"""Texts of other windows that may wait beside a draft. One more is refused while it is still on the screen: none is dropped."""

Fields = Mapping[str, Sequence[str]]


class DraftTooLong(Refusal):
    status = 413

    def __init__(self) -> None:
        super().__init__(_("This text is too long to be kept as a draft: shorten it, then it is saved again."))


class TooManyTexts(Refusal):
    status = 413

    def __init__(self) -> None:
        super().__init__(_("Too many of your texts wait in this section: publish or discard the waiting ones first."))


@transaction.atomic
def keep_draft(*, acting: Member, kind: str, base_version: int, fields: Fields, known: str = "") -> SectionDraft:
    """Keep what the member has typed so far; nobody else ever sees it.

    `known` is the moment (ISO 8601) at which the window last read or saved this draft, empty when it knows of none. When
    another window saved meanwhile, that text is set aside and offered beside the new one.

    Raises:
        RoleTooSmall: the member may not edit the page.
        DraftTooLong: more than `LONGEST_DRAFT` characters.
        TooManyTexts: `MOST_SET_ASIDE` texts wait already.

    """
    permission = section_kinds[kind].permission
    if permission:
        require(acting, permission)
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_DRAFT:
        raise DraftTooLong
    kept = {name: list(values) for name, values in fields.items()}
    found = _locked(acting, kind)
    draft = found or SectionDraft(company=acting.company, author=acting.user, kind=kind)
    if found and known != found.saved_at.isoformat() and not _is_within(found.fields, kept):
        others = [text for text in _set_aside(draft) if not _is_within(text["fields"], kept, found.fields)]
        if len(others) >= MOST_SET_ASIDE:
            raise TooManyTexts
        _keep_aside(draft, [_text_of(found), *others])
    draft.fields, draft.base_version, draft.saved_at = kept, base_version, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def give_back(*, company: Company, author: User, kind: str, base_version: int, fields: Fields) -> SectionDraft:
    """A text that was sent somewhere and not published is its author's draft again; what he typed since stays, with it beside.

    Whatever his role is now: the words are his.
    """
    returned: dict[str, Any] = {
        "fields": {name: list(values) for name, values in fields.items()},
        "saved_at": timezone.now().isoformat(),
        "base_version": base_version,
    }
    draft = SectionDraft.objects.select_for_update().filter(company=company, author=author, kind=kind).first()
    if draft is None:
        return SectionDraft.objects.create(
            company=company, author=author, kind=kind, fields=returned["fields"], base_version=base_version
        )
    if not _is_within(returned["fields"], draft.fields):
        _keep_aside(draft, [returned, *_set_aside(draft)])
        draft.save()
    return draft


@transaction.atomic
def swap_draft(*, acting: Member, kind: str) -> SectionDraft | None:
    """Take up the text another window had typed, on the version it was typed on; the present one waits in its place."""
    draft = _locked(acting, kind)
    if draft is None or draft.set_aside is None:
        return draft
    first, *others = _set_aside(draft)
    _keep_aside(draft, [*others, _text_of(draft)])
    _take_up(draft, first)
    return draft


@transaction.atomic
def settle_draft(*, acting: Member, kind: str, known: str, published: Fields | None = None) -> None:
    """What the member typed is published: forget it, but keep what another window typed (`known` as in `keep_draft`).

    A window that knows of no draft forgets only one whose words are all in what it `published`.
    """
    draft = _locked(acting, kind)
    if draft is None:
        return
    if known != draft.saved_at.isoformat() and (known or not _is_within(draft.fields, published or {})):
        return
    if draft.set_aside is None:
        draft.delete()
        return
    first, *others = _set_aside(draft)
    _keep_aside(draft, others)
    _take_up(draft, first)


@transaction.atomic
def keep_parting_text(*, company: Company, author: User, kind: str, base_version: int, fields: Fields) -> None:
    """What somebody was typing when he was taken off the staff: his own draft; an older one is set aside."""
    if (
        section_kinds.get(kind) is None
        or sum(len(value) for values in fields.values() for value in values) > LONGEST_DRAFT
    ):
        return
    kept = {name: list(values) for name, values in fields.items()}
    rows = SectionDraft.objects.select_for_update().filter(company=company, author=author, kind=kind)
    draft = rows.first() or SectionDraft(company=company, author=author, kind=kind, base_version=base_version)
    if draft.pk and draft.fields != kept:
        _keep_aside(draft, [_text_of(draft), *_set_aside(draft)])
    draft.fields, draft.base_version, draft.saved_at = kept, base_version, timezone.now()
    draft.save()


def discard_draft(*, acting: Member, kind: str) -> bool:
    """Forget the member's own draft; whether there was one."""
    deleted, _rows = SectionDraft.objects.filter(company=acting.company, author=acting.user, kind=kind).delete()
    return deleted > 0


def _locked(acting: Member, kind: str) -> SectionDraft | None:
    found = SectionDraft.objects.select_for_update().filter(company=acting.company, author=acting.user, kind=kind)
    return found.first()


def _text_of(draft: SectionDraft) -> dict[str, Any]:
    return {"fields": draft.fields, "saved_at": draft.saved_at.isoformat(), "base_version": draft.base_version}


def _take_up(draft: SectionDraft, text: dict[str, Any]) -> None:
    """The version goes with its text: on another one it would be published over what its author has not seen."""
    draft.fields, draft.saved_at = text["fields"], timezone.now()
    draft.base_version = text.get("base_version", draft.base_version)
    draft.save()


def _set_aside(draft: SectionDraft) -> list[dict[str, Any]]:
    """The texts that wait beside the draft, the next one first."""
    if draft.set_aside is None:
        return []
    return [
        {name: value for name, value in draft.set_aside.items() if name != "others"},
        *draft.set_aside.get("others", []),
    ]


def _keep_aside(draft: SectionDraft, texts: Sequence[dict[str, Any]]) -> None:
    draft.set_aside = {**texts[0], "others": list(texts[1:])} if texts else None


def _is_within(fields: Fields, *others: Fields) -> bool:
    """Whether all words of a text stand in one of the others: a window that goes on typing leaves no trail of copies."""
    words = _words(fields)
    return any(words <= _words(other) for other in others)


def _words(fields: Fields) -> set[str]:
    return {word for values in fields.values() for value in values for word in value.split()}
