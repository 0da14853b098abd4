"""Reading a list of people to invite, and saying of each row what would happen."""

import csv
import io
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.actions.invitations import INVITED
from companies.models import CustomRole, Invitation, JournalEntry, Member
from companies.permissions import AnyRole, can_give_role
from companies.roles import Role
from companies.staffing.exceptions import UnreadableList
from network.common import live_settings

MOST_ROWS: Final = 200
MOST_A_DAY: Final = live_settings.register(
    live_settings.Limit(
        name="staffing.invitations_a_day",
        group=live_settings.COMPANIES,
        label=gettext_lazy("Invitations by list"),
        help=gettext_lazy(
            "What a list may bring a company to within 24 hours, those sent one by one counted: beyond, it would be a mailing."
        ),
        default=400,
        most=2000,
        unit=gettext_lazy("a day for each company"),
    )
)

DELIMITERS: Final = ("\t", ";", ",")
LANGUAGES: Final = frozenset(("fr", "en"))
HEADERS: Final = frozenset(
    ("email", "e-mail", "mail", "address", "adresse", "e-mail address", "adresse e-mail", "courriel")
)


class Verdict(models.TextChoices):
    """What happens to one row."""

    INVITE = "invite", gettext_lazy("will be invited")
    ON_STAFF = "on_staff", gettext_lazy("already on the staff")
    INVITED = "invited", gettext_lazy("already invited: send it again from the staff page")
    INVALID = "invalid", gettext_lazy("not an e-mail address")
    TWICE = "twice", gettext_lazy("stands in the list twice")
    UNKNOWN_ROLE = "unknown_role", gettext_lazy("no role of this name")
    BEYOND = "beyond", gettext_lazy("a role you may not give")
    LANGUAGE = "language", gettext_lazy("the language is fr or en")
    ASKED = "asked", gettext_lazy("sent to a colleague for approval")
    LIMIT = "limit", gettext_lazy("beyond the limit of a day: send it tomorrow")


@dataclass(frozen=True)
class Row:
    """One line as it was typed."""

    number: int
    email: str
    role_name: str
    language: str

    @property
    def text(self) -> str:
        return ";".join(cell for cell in (self.email, self.role_name, self.language) if cell)


@dataclass(frozen=True)
class Judged:
    """One line, and what happens to it."""

    row: Row
    verdict: Verdict
    role: AnyRole = ""

    @property
    def is_good(self) -> bool:
        return self.verdict == Verdict.INVITE


def decoded(content: bytes) -> str:
    """A file's text: UTF-8 with or without a byte order mark, else what Excel writes in western Europe."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_rows(text: str) -> list[Row]:
    """The lines of a list: address; role; language. A header is recognised, empty lines are left out.

    Raises:
        UnreadableList: there is nothing in it, or more than `MOST_ROWS`.

    """
    text = text.removeprefix("\ufeff")
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = next((mark for mark in DELIMITERS if mark in first), ";")
    try:
        lines = list(enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1))
    except csv.Error as error:
        raise UnreadableList(_("This is not a list of lines. Write one address a line, then its role.")) from error
    cells = [(number, [cell.strip() for cell in line]) for number, line in lines if any(cell.strip() for cell in line)]
    if cells and cells[0][1][0].casefold() in HEADERS:
        cells = cells[1:]
    if not cells:
        raise UnreadableList(_("There is no address in this list. Write one a line, for example ana@acme.fr; editor."))
    if len(cells) > MOST_ROWS:
        words = {"count": len(cells), "most": MOST_ROWS}
        raise UnreadableList(_("This list has %(count)s lines; send at most %(most)s at once.") % words)
    return [Row(number, *[*line, "", ""][:3]) for number, line in cells]


def judge(acting: Member, rows: list[Row]) -> list[Judged]:
    """What would happen to each row if it were sent now; four queries at any size."""
    staff = Member.objects.active().filter(company_id=acting.company_id)
    on_staff = {email.lower() for email in staff.values_list("user__email", flat=True)}
    waiting = Invitation.objects.visible_to(acting).waiting()
    invited = {email.lower() for email in waiting.values_list("email", flat=True)}
    roles = roles_by_name(acting)
    left = _left_today(acting)
    seen: set[str] = set()
    judged = []
    for row in rows:
        role = roles.get(row.role_name.casefold())
        verdict = _verdict_on_address(row, seen, on_staff, invited) or _verdict_on_role(acting, row, role)
        if verdict is None:
            verdict = Verdict.INVITE if left > 0 else Verdict.LIMIT
            left -= 1
        seen.add(row.email.lower())
        judged.append(Judged(row, verdict, role or ""))
    return judged


def roles_by_name(acting: Member) -> dict[str, AnyRole]:
    """Roles by their key and by their name in both languages, and those of the company's own."""
    names: dict[str, AnyRole] = {}
    for language in sorted(LANGUAGES):
        with translation.override(language):
            names |= {str(role.label).casefold(): role.value for role in Role}
    names |= {role.value: role.value for role in Role}
    return names | {role.name.casefold(): role for role in CustomRole.objects.visible_to(acting)}


def _left_today(acting: Member) -> int:
    since = timezone.now() - timedelta(days=1)
    return (
        MOST_A_DAY.now() - JournalEntry.objects.filter(company_id=acting.company_id, act=INVITED, at__gt=since).count()
    )


def _verdict_on_address(row: Row, seen: set[str], on_staff: set[str], invited: set[str]) -> Verdict | None:
    email = row.email.lower()
    try:
        validate_email(email)
    except ValidationError:
        return Verdict.INVALID
    known = ((seen, Verdict.TWICE), (on_staff, Verdict.ON_STAFF), (invited, Verdict.INVITED))
    return next((verdict for addresses, verdict in known if email in addresses), None)


def _verdict_on_role(acting: Member, row: Row, role: AnyRole | None) -> Verdict | None:
    if role is None:
        return Verdict.UNKNOWN_ROLE
    if not can_give_role(acting, role):
        return Verdict.BEYOND
    return Verdict.LANGUAGE if row.language and row.language.lower() not in LANGUAGES else None
