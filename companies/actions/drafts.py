"""Private drafts: what is typed in a section comes back after a crash, on another device, after a conflict."""

from collections.abc import Mapping, Sequence

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

Fields = Mapping[str, Sequence[str]]


class DraftTooLong(Refusal):
    status = 413

    def __init__(self) -> None:
        super().__init__(_("This text is too long to be kept as a draft: shorten it, then it is saved again."))


@transaction.atomic
def keep_draft(*, acting: Member, kind: str, base_version: int, fields: Fields, known: str = "") -> SectionDraft:
    """Keep what the member has typed so far; nobody else ever sees it.

    `known` is the moment (ISO 8601) at which the window last read or saved this draft. When another window saved meanwhile,
    that text is set aside and offered beside the new one.

    Raises:
        RoleTooSmall: the member may not edit the page.
        DraftTooLong: more than `LONGEST_DRAFT` characters.

    """
    permission = section_kinds[kind].permission
    if permission:
        require(acting, permission)
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_DRAFT:
        raise DraftTooLong
    kept = {name: list(values) for name, values in fields.items()}
    found = _locked(acting, kind)
    draft = found or SectionDraft(company=acting.company, author=acting.user, kind=kind)
    if found and found.fields != kept and known and known != found.saved_at.isoformat():
        draft.set_aside = {"fields": found.fields, "saved_at": found.saved_at.isoformat()}
    draft.fields, draft.base_version, draft.saved_at = kept, base_version, timezone.now()
    draft.save()
    return draft


@transaction.atomic
def swap_draft(*, acting: Member, kind: str) -> SectionDraft | None:
    """Take up the text another window had typed; the present one is set aside in its place."""
    draft = _locked(acting, kind)
    if draft is None or draft.set_aside is None:
        return draft
    other = draft.set_aside
    draft.set_aside = {"fields": draft.fields, "saved_at": draft.saved_at.isoformat()}
    draft.fields, draft.saved_at = other["fields"], timezone.now()
    draft.save()
    return draft


@transaction.atomic
def settle_draft(*, acting: Member, kind: str, known: str) -> None:
    """What the member typed is published: forget it, but keep what another window typed (`known` as in `keep_draft`)."""
    draft = _locked(acting, kind)
    if draft is None or (known and known != draft.saved_at.isoformat()):
        return
    if draft.set_aside is None:
        draft.delete()
        return
    draft.fields, draft.set_aside, draft.saved_at = draft.set_aside["fields"], None, timezone.now()
    draft.save()


def give_back(*, company: Company, author: User, kind: str, base_version: int, fields: Fields) -> None:
    """A text that was sent somewhere and not published is its author's draft again; what he typed since stays.

    Whatever his role is now: the words are his.
    """
    SectionDraft.objects.get_or_create(
        company=company,
        author=author,
        kind=kind,
        defaults={"base_version": base_version, "fields": {name: list(values) for name, values in fields.items()}},
    )


def discard_draft(*, acting: Member, kind: str) -> bool:
    """Forget the member's own draft; whether there was one."""
    deleted, _rows = SectionDraft.objects.filter(company=acting.company, author=acting.user, kind=kind).delete()
    return deleted > 0


def _locked(acting: Member, kind: str) -> SectionDraft | None:
    found = SectionDraft.objects.select_for_update().filter(company=acting.company, author=acting.user, kind=kind)
    return found.first()
