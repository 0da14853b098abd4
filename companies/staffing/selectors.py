"""What the pages of the staff's life cycle show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from companies.models import Company, CustomRole, Invitation, Member, SectionDraft
from companies.sections import section_kinds
from network.accounts.models import User


@dataclass(frozen=True)
class OwnText:
    """What a person had typed in one section of a company he left."""

    pk: int
    company: Company
    section: str
    saved_at: datetime
    words: list[tuple[str, str]]


def holders_of(role: CustomRole) -> list[str]:
    """Who has the role, by name, and who is invited to it, by address."""
    members = Member.objects.active().filter(custom_role=role).select_related("user")
    invited = Invitation.objects.filter(custom_role=role).waiting()
    return [member.user.display_name for member in members] + [invitation.email for invitation in invited]


def texts_left_with(user: User) -> QuerySet[SectionDraft]:
    """Drafts of the person in companies whose staff he has left; nobody else ever reads them."""
    member = Member.objects.active().filter(user=user, company=OuterRef("company"))
    return (
        SectionDraft.objects.filter(~Exists(member), author=user).select_related("company").order_by("-saved_at", "pk")
    )


def own_texts(user: User) -> list[OwnText]:
    """The same, in words; one query."""
    return [
        OwnText(draft.pk, draft.company, _section(draft.kind), draft.saved_at, _words(draft))
        for draft in texts_left_with(user)
    ]


def _section(key: str) -> str:
    kind = section_kinds.get(key)
    return str(kind.label) if kind else key


def _words(draft: SectionDraft) -> list[tuple[str, str]]:
    """Each filled field with its name, then what another window had typed."""
    aside = draft.set_aside["fields"] if draft.set_aside else {}
    return _filled(draft.kind, draft.fields) + [line for line in _filled(draft.kind, aside) if line[1]]


def _filled(key: str, fields: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    kind = section_kinds.get(key)
    form = getattr(kind.form, "base_fields", {}) if kind else {}
    lines = []
    for name, values in fields.items():
        words = "\n".join(value for value in values if value.strip())
        if words and not name.isupper() and "_FORMS" not in name:
            label = getattr(form.get(name), "label", None) or name.rpartition("-")[2].replace("_", " ")
            lines.append((str(label), words))
    return lines
