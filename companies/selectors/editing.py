"""What "Our page" shows: the state of every section, what is missing, who wrote what and when."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from companies.models import Company, Member, Section, SectionRevision
from companies.permissions import may
from companies.sections import SectionKind, section_kinds, sections_of
from companies.selectors.presence import Person, others_in, people_by_section, words_for

FRESH_FOR = timedelta(days=180)
SHOWN_REVISIONS = 8


@dataclass(frozen=True)
class SectionState:
    """One section in the list: published by whom, when, and whether somebody should look at it again."""

    kind: SectionKind
    section: Section
    summary: str
    may_edit: bool
    is_empty: bool

    @property
    def url(self) -> str:
        return reverse("companies:edit", args=[self.kind.key])

    @property
    def is_stale(self) -> bool:
        """Nobody confirmed it for half a year."""
        return self.section.version > 0 and self.section.confirmed_at < timezone.now() - FRESH_FOR

    @property
    def note(self) -> str:
        """The line under the name in the list at the left."""
        if self.section.version == 0:
            return _("Still empty") if self.is_empty else _("As imported")
        return _("Version %(version)s, %(date)s") % {
            "version": self.section.version,
            "date": short_date(self.section.saved_at),
        }


@dataclass(frozen=True)
class Missing:
    """One line of the completeness list."""

    label: str | Promise
    why: str | Promise
    url: str
    is_done: bool


@dataclass(frozen=True)
class OurPage:
    """The state of a company's page for one of its members."""

    company: Company
    states: list[SectionState]
    completeness: list[Missing]
    reader_id: int = 0
    present: dict[str, list[Person]] = field(default_factory=dict)
    """Who has which section open."""

    def present_in(self, kind: str) -> str:
        """Which colleagues have a section open, in words; empty when nobody."""
        return words_for(others_in(self.present, kind, self.reader_id))

    @property
    def percent(self) -> int:
        done = sum(item.is_done for item in self.completeness)
        return round(100 * done / len(self.completeness))

    @property
    def last_saved(self) -> Section | None:
        saved = [state.section for state in self.states if state.section.version]
        return max(saved, key=lambda section: section.saved_at, default=None)

    @property
    def published(self) -> str:
        """The state of the page in the band above it; nothing before the first version."""
        if self.last_saved is None:
            return ""
        return _("Published, last change: %(date)s") % {"date": short_date(self.last_saved.saved_at)}

    def navigation(self, current: str = "", *, has_conflict: bool = False) -> list[dict[str, Any]]:
        """The list at the left, with the legal notice that nobody writes; the current one may be in conflict."""
        items: list[dict[str, Any]] = [
            {
                "label": state.kind.label,
                "url": state.url,
                "current": state.kind.key == current,
                "key": state.kind.key,
                "people": self.present_in(state.kind.key),
                "note": state.note,
                "icon": "" if state.may_edit else "lock",
            }
            for state in self.states
        ]
        if has_conflict:
            for item in items:
                if item["current"]:
                    item |= {"note": _("Conflict to settle"), "icon": "circle-alert"}
        legal = {"label": _("Legal notice"), "url": f"{self.company.get_absolute_url()}#legal", "icon": "lock"}
        return [*items, {**legal, "note": _("Taken from the identity")}]


@dataclass(frozen=True)
class Revision:
    """One line of a section's history."""

    pk: int
    kind: str
    version: int
    author: str
    restored_from: int | None
    source: str
    reason: str
    saved_at: datetime
    is_published: bool

    @property
    def when(self) -> str:
        return short_date(self.saved_at)


def our_page(member: Member) -> OurPage:
    """Sections, completeness and who is there; three queries."""
    company = member.company
    states = [_state(member, section) for section in sections_of(company, with_authors=True).values()]
    present = people_by_section(company.pk)
    return OurPage(company, states, _completeness(company, states), member.user_id, present)


def missing_of(member: Member) -> list[Missing]:
    """What the page lacks; two queries."""
    company = member.company
    states = [_state(member, section) for section in sections_of(company).values()]
    return [item for item in _completeness(company, states) if not item.is_done]


def revisions_of(section: Section) -> list[Revision]:
    """The latest texts of a section, newest first; one query."""
    if section.pk is None:
        return []
    rows = (
        SectionRevision.objects.filter(section=section).select_related("author").defer("content").order_by("-version")
    )
    return [line_of(row, section) for row in rows[:SHOWN_REVISIONS]]


def content_at(section: Section, version: int) -> dict[str, Any]:
    """The text a member had before him; what is published when that version never was."""
    if version == section.version or section.pk is None:
        return section.content
    revision = SectionRevision.objects.filter(section=section, version=version).first()
    return revision.content if revision else dict(section_kinds[section.kind].empty)


def short_date(moment: datetime) -> str:
    """Today's time, otherwise the day."""
    local = timezone.localtime(moment)
    return date_format(local, "TIME_FORMAT" if local.date() == timezone.localdate() else "SHORT_DATE_FORMAT")


def _state(member: Member, section: Section) -> SectionState:
    kind = section_kinds[section.kind]
    is_empty = kind.is_empty(section.content)
    return SectionState(
        kind=kind,
        section=section,
        summary="" if is_empty else kind.summary(section.content),
        may_edit=not kind.permission or may(member, kind.permission),
        is_empty=is_empty,
    )


def _completeness(company: Company, states: list[SectionState]) -> list[Missing]:
    identity = reverse("companies:edit", args=["identity"])
    logo = reverse("companies:logo")
    facts = [
        Missing(_("A logo"), _("Yours is recognised in a list before it is read."), logo, bool(company.logo)),
        Missing(
            _("What you do, in one sentence"), _("It stands under your name everywhere."), identity, bool(company.offer)
        ),
        Missing(_("A website"), _("It shows that the page is really yours."), identity, bool(company.website)),
    ]
    sections = [
        Missing(state.kind.label, state.kind.why, state.url, not state.is_empty)
        for state in states
        if state.kind.key != "identity"
    ]
    return facts + sections


def line_of(row: SectionRevision, section: Section) -> Revision:
    """One revision of a section as a line of its history; its author is loaded."""
    return Revision(
        pk=row.pk,
        kind=section.kind,
        version=row.version,
        author=row.author.display_name if row.author else "",
        restored_from=row.restored_from,
        source=row.source,
        reason=row.reason,
        saved_at=row.saved_at,
        is_published=row.version == section.version,
    )
