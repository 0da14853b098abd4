"""What the pages of staff and journal show."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.utils.translation import gettext as _

from companies import journal
from companies.actions.sections import IMPORTED
from companies.models import Company, Invitation, JournalEntry, Member
from companies.permissions import can_change_member, may
from companies.roles import GRANTS, CompanyPermission, Role
from network.accounts.models import User

ENTRIES_A_PAGE = 40
SYSTEM = "system"
ROLE_ORDER = {role: position for position, role in enumerate(Role.values)}


@dataclass(frozen=True)
class Colleague:
    """One line of the staff list."""

    member: Member
    is_me: bool
    can_change: bool


@dataclass(frozen=True)
class StaffPage:
    """Staff, waiting invitations and what each role may do."""

    colleagues: list[Colleague]
    invitations: list[Invitation]
    can_manage: bool


@dataclass(frozen=True)
class Power:
    """One line of the power matrix: a permission, and whether each role holds it."""

    permission: CompanyPermission
    held: list[tuple[str, bool]]


@dataclass(frozen=True)
class JournalLine:
    """One act in the reader's language, and the roles it was about."""

    entry: JournalEntry
    sentence: str
    note: str

    @property
    def author(self) -> str:
        """Who did it; nobody for the network itself."""
        return _("The import") if self.entry.author_name == IMPORTED else self.entry.author_name


@dataclass(frozen=True)
class JournalPage:
    """A page of the journal with what one can filter by."""

    lines: list[JournalLine]
    page: Page
    acts: list[tuple[str, str]]
    authors: list[tuple[str, str]]
    act: str
    author: str

    @property
    def is_filtered(self) -> bool:
        return bool(self.act or self.author)


def staff_page(acting: Member) -> StaffPage:
    """The staff, owners first; invitations only for who may manage them. Two queries."""
    members = sorted(
        Member.objects.visible_to(acting).select_related("user"),
        key=lambda member: (ROLE_ORDER[member.role], member.user.display_name.casefold()),
    )
    can_manage = may(acting, CompanyPermission.MANAGE_STAFF)
    invitations = Invitation.objects.visible_to(acting).waiting().select_related("invited_by") if can_manage else []
    return StaffPage(
        colleagues=[
            Colleague(member, is_me=member.pk == acting.pk, can_change=can_change_member(acting, member))
            for member in members
        ],
        invitations=list(invitations),
        can_manage=can_manage,
    )


def power_matrix() -> list[Power]:
    """The one table of roles, line by line."""
    return [
        Power(permission, [(role, permission in GRANTS[role]) for role in Role.values])
        for permission in CompanyPermission
    ]


def journal_page(company: Company, *, act: str, author: str, number: str | None) -> JournalPage:
    """Newest first, filtered by act and author; five queries at any size."""
    entries = JournalEntry.objects.filter(company=company)
    if act:
        entries = entries.filter(act=act)
    if author == SYSTEM:
        entries = entries.filter(author=None)
    elif author.isdecimal():
        entries = entries.filter(author__id=int(author))
    page = Paginator(entries.order_by("-pk"), ENTRIES_A_PAGE).get_page(number)
    return JournalPage(
        lines=[JournalLine(entry, journal.sentence(entry), _roles_of(entry)) for entry in page],
        page=page,
        acts=_acts_of(company),
        authors=_authors_of(company),
        act=act,
        author=author,
    )


def _roles_of(entry: JournalEntry) -> str:
    """The roles an act was about: "Sales → Editor" for a change, "Editor" for whoever joined with it."""
    keys = [entry.details.get("former_role"), entry.details.get("role")]
    return " → ".join(str(Role(key).label) for key in keys if key in Role.values)


def _acts_of(company: Company) -> list[tuple[str, str]]:
    present = company.journal.order_by().values_list("act", flat=True).distinct()
    named = [(act, str(journal.acts.get(act) or act).format(subject="…")) for act in present]
    return sorted(named, key=lambda choice: choice[1].casefold())


def _authors_of(company: Company) -> list[tuple[str, str]]:
    people = User.objects.filter(memberships__company=company).distinct().order_by(F("name").asc(), "email")
    return [(str(person.pk), person.display_name) for person in people]
