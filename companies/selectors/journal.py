"""What the page of the journal shows and what its file holds: one choice of entries for both."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from companies import journal
from companies.choices import IMPORTED
from companies.models import Company, JournalEntry
from companies.roles import Role
from network.accounts.models import User

ENTRIES_A_PAGE = 40
LINES_AT_ONCE = 500
SYSTEM = "system"
LENGTH_OF_SHORT_HASH = 8


@dataclass(frozen=True)
class JournalLine:
    """One act in the reader's language, and the roles it was about."""

    entry: JournalEntry
    sentence: str
    note: str

    @property
    def author(self) -> str:
        """Who did it; nobody for the network itself."""
        if self.entry.author_name == IMPORTED:
            return _("The import")
        if self.entry.number and not self.entry.author_salt:
            return _("Somebody whose name was removed")
        return self.entry.author_name

    @property
    def short_hash(self) -> str:
        return self.entry.hash[:LENGTH_OF_SHORT_HASH]


@dataclass(frozen=True)
class JournalPage:
    """A page of the journal with what one can filter by."""

    lines: list[JournalLine]
    page: Page


def chosen_entries(company: Company, choice: dict[str, Any]) -> QuerySet[JournalEntry]:
    """Newest first; `choice` is what the form of the page read: act, author, days from and until, words of the subject."""
    entries = JournalEntry.objects.filter(company=company)
    for lookup, value in _conditions(choice).items():
        if value not in {"", None}:
            entries = entries.filter(**{lookup: value})
    if choice.get("author") == SYSTEM:
        entries = entries.filter(author_number=None)
    return entries.order_by("-pk")


def _conditions(choice: dict[str, Any]) -> dict[str, Any]:
    author, since, until = choice.get("author", ""), choice.get("since"), choice.get("until")
    return {
        "act": choice.get("act"),
        "author_number": author if author.isdecimal() else None,
        "subject__icontains": choice.get("words"),
        "at__gte": _midnight(since) if since else None,
        "at__lt": _midnight(until + timedelta(days=1)) if until else None,
    }


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def journal_page(company: Company, choice: dict[str, Any], number: str | None) -> JournalPage:
    """Two queries at any size."""
    page = Paginator(chosen_entries(company, choice), ENTRIES_A_PAGE).get_page(number)
    return JournalPage(lines=[_line(entry) for entry in page], page=page)


def file_rows(entries: QuerySet[JournalEntry], language: str) -> Iterator[list[str]]:
    """Heads and entries as cells, in one language and in the reader's time zone, a few hundred at a time.

    Language and zone are fixed here: the rows are read after the request's own have been put away.
    """
    zone = timezone.get_current_timezone()
    with translation.override(language):
        yield [_("Number"), _("When (%(zone)s)") % {"zone": zone}, _("Who"), _("What"), _("Previous hash"), _("Hash")]
    stream = entries.iterator(chunk_size=LINES_AT_ONCE)
    while entries_at_once := list(islice(stream, LINES_AT_ONCE)):
        with translation.override(language):
            rows = [_cells(_line(entry), zone) for entry in entries_at_once]
        yield from rows


def _cells(line: JournalLine, zone: Any) -> list[str]:
    entry = line.entry
    at = timezone.localtime(entry.at, zone).strftime("%Y-%m-%d %H:%M:%S")
    what = f"{line.sentence} ({line.note})" if line.note else line.sentence
    author = line.author or _("The network itself")
    return [str(entry.number or ""), at, author, what, entry.previous_hash, entry.hash]


def _line(entry: JournalEntry) -> JournalLine:
    return JournalLine(entry, journal.sentence(entry), _roles_of(entry))


def _roles_of(entry: JournalEntry) -> str:
    """What the act was about: "Sales → Editor" for a change of role, the reason given for a published text."""
    keys = [entry.details.get("former_role"), entry.details.get("role")]
    roles = " → ".join(str(Role(key).label) if key in Role.values else key for key in keys if key)
    return roles or entry.details.get("reason", "")


def acts_of(company: Company) -> list[tuple[str, str]]:
    """The acts that occur in a company's journal, in words."""
    present = company.journal.order_by().values_list("act", flat=True).distinct()
    named = [(act, str(journal.acts.get(act) or act).format(subject="…")) for act in present]
    return sorted(named, key=lambda choice: choice[1].casefold())


def authors_of(company: Company) -> list[tuple[str, str]]:
    """Everybody who is or was on the staff, and the network itself."""
    people = User.objects.filter(memberships__company=company).distinct().order_by(F("name").asc(), "email")
    return [*((str(person.pk), person.display_name) for person in people), (SYSTEM, _("The network itself"))]
