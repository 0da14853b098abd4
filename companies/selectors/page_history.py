"""The past of the whole page: every publication is one state of it, and each can be looked at and compared with today."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from companies.models import Company, Section, SectionRevision
from companies.sections import Content, SectionKind, section_kinds, sections_of
from companies.selectors.editing import Revision, line_of
from companies.selectors.history import TwoTexts, two_texts

STATES_A_PAGE = 20


@dataclass(frozen=True)
class PageState:
    """One publication: the page as it was from then on."""

    kind: SectionKind
    line: Revision


@dataclass(frozen=True)
class PageStates:
    """One page of the states, newest first; `older` is where the next page begins."""

    states: list[PageState]
    older: int | None
    is_first: bool


@dataclass(frozen=True)
class SectionThen:
    """One section: what is on line now, and what was on line then (`version` None: nothing was published yet)."""

    kind: SectionKind
    section: Section
    version: int | None
    content: Content

    @property
    def has_changed(self) -> bool:
        return self.content != self.section.content

    @property
    def is_restored(self) -> bool:
        """Whether restoring the page touches it: a section in which each answers for himself stays as it is."""
        return self.has_changed and not self.kind.is_personal

    @property
    def texts(self) -> list[TwoTexts]:
        """What restoring would change, from now to then."""
        return [text for text in two_texts(self.kind, self.section.content, self.content) if text.has_changed]


@dataclass(frozen=True)
class PageThen:
    """The whole page as it was at one moment."""

    company: Company
    revision: SectionRevision
    sections: list[SectionThen]

    @property
    def moment(self) -> datetime:
        return self.revision.saved_at

    @property
    def contents(self) -> dict[str, Content]:
        return {then.kind.key: then.content for then in self.sections}

    @property
    def changes(self) -> list[SectionThen]:
        return [then for then in self.sections if then.is_restored]

    @property
    def left_alone(self) -> list[SectionThen]:
        return [then for then in self.sections if then.has_changed and then.kind.is_personal]


def page_states(company: Company, before: int | None = None) -> PageStates:
    """Publications older than the revision `before` (all when None), by key: two queries, however long the history."""
    sections = {section.pk: section for section in company.sections.all() if section.kind in section_kinds}
    rows = SectionRevision.objects.filter(section__in=list(sections), version__gt=0).select_related("author")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.defer("content").order_by("-pk")[: STATES_A_PAGE + 1])
    shown = found[:STATES_A_PAGE]
    states = [
        PageState(section_kinds[sections[row.section_id].kind], line_of(row, sections[row.section_id])) for row in shown
    ]
    return PageStates(states, shown[-1].pk if len(found) > STATES_A_PAGE else None, is_first=before is None)


def page_then(company: Company, revision: SectionRevision) -> PageThen:
    """The page right after one of its publications; four queries."""
    sections = sections_of(company)
    latest = SectionRevision.objects.filter(section=OuterRef("pk"), pk__lte=revision.pk, version__gt=0)
    newest = Subquery(latest.order_by("-version").values("pk")[:1])
    keys = Section.objects.filter(company=company).annotate(newest=newest).values_list("newest", flat=True)
    found = {row.section_id: row for row in SectionRevision.objects.filter(pk__in=[key for key in keys if key])}
    before_all = {row.section_id: row for row in SectionRevision.objects.filter(section__company=company, version=0)}
    return PageThen(
        company,
        revision,
        [_then(section, found.get(section.pk) or before_all.get(section.pk)) for section in sections.values()],
    )


def _then(section: Section, revision: SectionRevision | None) -> SectionThen:
    kind = section_kinds[section.kind]
    if revision is not None:
        return SectionThen(kind, section, revision.version, revision.content)
    return SectionThen(kind, section, None, section.content if section.pk is None else dict(kind.empty))
