"""The kinds of sections a company page is made of; apps above register theirs in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.functional import Promise

from companies.models import Company, Member, Section
from companies.roles import CompanyPermission
from network.common.registries import Registry

Content = dict[str, Any]
Texts = list[tuple[str, str | Promise, str]]


def project_nothing(company: Company, content: Content) -> None:
    """For sections that live in their content alone."""


@dataclass(frozen=True)
class SectionKind:
    """One kind of section.

    `form` is a `companies.forms.sections.SectionForm`: built with `(data, content=..., company=...)`, it gives the new
    content back as `form.content()` and words to compare as `form.texts_of(content)`. `project` writes the content to the
    tables lists and searches read, inside the transaction that saves; `read` gives the content those tables hold for a
    section that was never saved (an imported page). `permission` is needed to save ("" for every member), `check` refuses
    what a member may not change in the content. `summary` is one line, empty when there is nothing to
    show. `template` shows the section on the public page; it gets `company`, `section`, `kind`, `content` and what
    `context_of` adds. `takes_files` keeps files sent with the form: it gives back what the form holds with them, and a
    sentence for each file that was refused. `has_body` is false for a content that shows elsewhere on the page only.
    `why` says in one sentence what a reader misses while the section is empty.
    """

    key: str
    label: str | Promise
    form: type[Any]
    summary: Callable[[Content], str]
    template: str
    order: int
    project: Callable[[Company, Content], None] = project_nothing
    context_of: Callable[[Company, Content], dict[str, Any]] | None = None
    why: str | Promise = ""
    empty: Content = field(default_factory=dict)
    read: Callable[[Company], Content] | None = None
    permission: str = CompanyPermission.EDIT_PAGE
    check: Callable[[Member, Content, Content], None] | None = None
    is_shown: bool = True
    has_body: Callable[[Content], bool] = lambda content: True
    takes_files: Callable[[Member, QueryDict, list[UploadedFile]], tuple[QueryDict, list[str]]] | None = None
    applies_to: Callable[[Company], bool] = lambda company: True

    @property
    def is_personal(self) -> bool:
        """Whether each person answers for his own part of it, so that nobody writes it for another or for later."""
        return self.check is not None

    def is_empty(self, content: Content) -> bool:
        return not any(content.values())


LONGEST_REASON: Final = 200
"""Characters of the sentence that says why a text was published."""

section_kinds: Registry[SectionKind] = Registry("section kinds")


def kinds_in_order(company: Company) -> list[SectionKind]:
    """The kinds that make sense for a company, in the order of the page."""
    return sorted((kind for kind in section_kinds if kind.applies_to(company)), key=lambda kind: kind.order)


def section_of(company: Company, kind: str) -> Section:
    """The published section; when it was never saved, an unsaved one of version 0 with what the tables hold, or nothing."""
    found = Section.objects.filter(company=company, kind=kind).select_related("saved_by").first()
    return found or absent_section(company, kind)


def sections_of(company: Company, *, with_authors: bool = False) -> dict[str, Section]:
    """All sections that make sense for the company, by kind and in order, in one query; absent ones have version 0."""
    rows = company.sections.select_related("saved_by") if with_authors else company.sections.all()
    saved = {section.kind: section for section in rows}
    return {kind.key: saved.get(kind.key) or absent_section(company, kind.key) for kind in kinds_in_order(company)}


def absent_section(company: Company, kind: str) -> Section:
    """Version 0 of a section: what was imported, else the kind's empty content."""
    read = section_kinds[kind].read
    content = read(company) if read else dict(section_kinds[kind].empty)
    return Section(company=company, kind=kind, version=0, content=content)
