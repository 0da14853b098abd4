"""What becomes of the tables of companies when two pages of one company are merged; and of those that know no company."""

from collections.abc import Iterable
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.choices import IdentifierStatus, RequestState
from companies.identifiers import DECLARED
from companies.importing.outcomes import Outcome
from companies.merge_rules import HISTORY, Act, Change, Pair, Words, keep, move, refuse
from companies.models import Company, CustomRole, ImportedRecord
from companies.projections import IDENTITY_FIELDS
from companies.sections import section_kinds, section_of

MERGED: Final = "merge"
"""The source of a number that came with a merged page: the next import does not take it away."""
A_PROOF: Final = _("a proof holds for the page it was given for")
UNSAID: Final = _("they move where the kept page says nothing")
NOTHING: Final = Q(pk__in=())


def unsaid_kinds(pair: Pair) -> list[str]:
    """Kinds of sections of which the merged page holds a text and the kept page says nothing."""
    kinds = pair.merged.sections.values_list("kind", flat=True)
    return [kind for kind in kinds if not _says(pair.kept, kind)]


def _says(company: Company, kind: str) -> bool:
    if kind not in section_kinds:
        return company.sections.filter(kind=kind).exists()
    section = section_of(company, kind)
    return section.pk is not None or not section_kinds[kind].is_empty(section.content)


def _places(pair: Pair) -> Q:
    return NOTHING if _says(pair.kept, "places") else Q()


def _drafts(pair: Pair) -> Q:
    """A draft is written on a version: it follows where that version does."""
    return ~Q(kind__in=pair.kept.sections.values_list("kind", flat=True))


def fill_blanks(pair: Pair) -> Iterable[Change]:
    """What the kept page leaves blank and nobody has saved there comes from the merged one; with the staff comes the claim."""
    names: list[str] = [] if pair.kept.sections.filter(kind="identity").exists() else list(IDENTITY_FIELDS)
    if pair.with_staff and pair.kept.claimed_at is None:
        names.append("claimed_at")
    columns = {
        name: (getattr(pair.kept, name), getattr(pair.merged, name))
        for name in names
        if not getattr(pair.kept, name) and getattr(pair.merged, name)
    }
    if columns:
        yield Change("companies.Company", pair.kept.pk, pair.kept.name, Act.CHANGED, columns)


def two_entities(pair: Pair) -> Iterable[Words]:
    """Two numbers of one kind that both hold are two companies, whatever the pages are called."""
    held = {company: _numbers(company) for company in (pair.kept, pair.merged)}
    for key in held[pair.kept].keys() & held[pair.merged].keys():
        if held[pair.kept][key].isdisjoint(held[pair.merged][key]):
            yield _(
                "Both hold a checked number of the kind %(scheme)s, and it is not the same: they are two legal entities."
            ) % {"scheme": key[1].upper()}


def _numbers(company: Company) -> dict[tuple[str, str], set[str]]:
    numbers: dict[tuple[str, str], set[str]] = {}
    for number in company.identifiers.filter(status=IdentifierStatus.VALID).exclude(scheme=DECLARED):
        numbers.setdefault((number.country.code, number.scheme), set()).add(number.value)
    return numbers


def roles_of_its_own(pair: Pair) -> Iterable[Words]:
    """A role belongs to the company that made it: who holds one cannot take it elsewhere, and no power is guessed."""
    if not pair.with_staff:
        return
    held = CustomRole.objects.filter(company=pair.merged).filter(
        Q(members__ended_at=None, members__isnull=False)
        | Q(invitations__accepted_at=None, invitations__revoked_at=None, invitations__isnull=False)
    )
    if names := sorted(set(held.values_list("name", flat=True))):
        yield _(
            "Staff of the merged page holds roles that it made for itself (%(roles)s). Have its owner give them other "
            "roles first, or merge without the staff."
        ) % {"roles": ", ".join(names)}


def _as_doubled(record: ImportedRecord) -> dict[str, str]:
    """The next import finds the kept page and leaves it alone: one row feeds a page, not two in turn."""
    return {"outcome": Outcome.DOUBLED.value}


def _ended() -> dict[str, object]:
    return {"ended_at": timezone.now()}


def _revoked() -> dict[str, object]:
    return {"revoked_at": timezone.now()}


keep(
    "companies.Company",
    "merged_into",
    why=_("pages merged into it before lead to it, and so to the page that is kept"),
    adds=fill_blanks,
)
move(
    "companies.Identifier",
    once=("company_id", "country", "scheme", "value"),
    swaps=("status",),
    outranks=lambda merged, kept: merged.is_valid and not kept.is_valid,
    writes=lambda number: {"source": MERGED},
    objections=two_entities,
    words=lambda number: f"{number.scheme.upper()} {number.value}",
)
move("companies.Place", only=_places, why=UNSAID)
move(
    "companies.Section",
    why=UNSAID,
    only=lambda pair: Q(kind__in=unsaid_kinds(pair)),
    once=("company_id", "kind"),
    witness=("version",),
    words=lambda section: section_kinds[section.kind].label if section.kind in section_kinds else section.kind,
)
move("companies.SectionDraft", only=_drafts, once=("company_id", "kind", "author_id"), with_staff=True)
keep("companies.EditingPresence", why=_("forgotten within a minute"))
keep("companies.Evidence", why=A_PROOF)
move(
    "companies.Claim",
    once=("company_id", "user_id"),
    among=Q(state=RequestState.PENDING),
    witness=("state",),
    related=("user",),
    words=lambda claim: claim.user.display_name,
)
refuse(
    "companies.CategoryChange",
    only=lambda pair: Q(state=RequestState.PENDING),
    why=_("The merged company asks for another category. Decide that first."),
)
move("companies.PageNotice", words=lambda notice: f"{notice.get_kind_display()} · {notice.email}")
move("companies.ImportedRecord", writes=_as_doubled)
keep("companies.JournalEntry", why=HISTORY)
keep("companies.JournalHead", why=HISTORY)
move(
    "companies.Member",
    "company",
    "lent_by",
    only=lambda pair: Q(ended_at=None),
    once=("company_id", "user_id"),
    among=Q(ended_at=None),
    witness=("role", "custom_role_id", "ended_at"),
    with_staff=True,
    ends=_ended,
    related=("user", "custom_role"),
    words=lambda member: f"{member.user.display_name} · {member.role_name}",
)
keep("companies.CustomRole", why=_("a role belongs to the company that made it"), objections=roles_of_its_own)
move(
    "companies.CompanyUserPermission",
    "content_object",
    once=("content_object_id", "user_id", "permission_id"),
    with_staff=True,
    drops=True,
    related=("user", "permission"),
    words=lambda row: f"{row.user.display_name} · {row.permission.name}",
)
move(
    "companies.Invitation",
    only=lambda pair: Q(accepted_at=None, revoked_at=None),
    once=("company_id", "email"),
    among=Q(accepted_at=None, revoked_at=None),
    witness=("accepted_at", "revoked_at", "role", "custom_role_id"),
    with_staff=True,
    ends=_revoked,
)

# Of apps below, and of those that can name anything.
move("notifications.Notification", "company_id", related=("user",), words=lambda news: f"{news.user} · {news.kind}")
keep("takeout.Takeout", "company_id", why=_("a file with everything belongs to who asked for it"))
for model, fields in (
    ("guardian.GroupObjectPermission", ("content_object",)),
    ("guardian.UserObjectPermission", ("content_object",)),
    ("taggit.TaggedItem", ("content_object",)),
    ("wagtailadmin.EditingSession", ("content_object",)),
    ("wagtailadmin.FormState", ("content_object",)),
    ("wagtailcore.Revision", ("content_object",)),
    ("wagtailcore.WorkflowState", ("content_object",)),
    ("wagtailsearch.IndexEntry", ("content_object",)),
):
    keep(model, *fields, why=_("never names a company"))
