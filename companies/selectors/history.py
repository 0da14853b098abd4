"""The past of a section: its versions page by page, an earlier text, two texts side by side."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from companies.conflicts import lines, side_by_side, word_differences
from companies.models import Section, SectionRevision
from companies.sections import SectionKind
from companies.selectors.editing import Revision, line_of

VERSIONS_A_PAGE = 20


@dataclass(frozen=True)
class EarlierText:
    """One value: as it was, and with what has changed in it since."""

    label: str | Promise
    words: SafeString
    since: SafeString
    has_changed: bool


@dataclass(frozen=True)
class RevisionPage:
    """One version of a section, for reading."""

    revision: SectionRevision
    section: Section
    texts: list[EarlierText]

    @property
    def is_published(self) -> bool:
        return self.revision.version == self.section.version

    @property
    def author(self) -> str:
        return self.revision.author.display_name if self.revision.author else self.revision.source


@dataclass(frozen=True)
class VersionsPage:
    """One page of a section's versions, newest first; `older` is where the next page begins, None on the last."""

    lines: list[Revision]
    older: int | None
    is_first: bool

    @property
    def newer_choice(self) -> int | None:
        """The version chosen beforehand as the newer one of a comparison."""
        return self.lines[0].version if self.lines else None

    @property
    def older_choice(self) -> int | None:
        """The version before it."""
        return self.lines[1].version if len(self.lines) > 1 else self.newer_choice


@dataclass(frozen=True)
class TwoTexts:
    """One value in two versions, each with what is only its own marked."""

    label: str | Promise
    old: SafeString
    new: SafeString
    has_changed: bool


@dataclass(frozen=True)
class Comparison:
    """Two versions of a section, side by side."""

    old: Revision
    new: Revision
    texts: list[TwoTexts]

    @property
    def sides(self) -> list[Revision]:
        return [self.old, self.new]

    @property
    def is_same(self) -> bool:
        return not any(text.has_changed for text in self.texts)


def revision_page(kind: SectionKind, revision: SectionRevision) -> RevisionPage:
    """The version and its differences from what is on line."""
    now = {key: words for key, _label, words in kind.form.texts_of(revision.section.content)}
    texts = [
        EarlierText(label, lines(words), word_differences(words, now.get(key, "")), words != now.get(key, ""))
        for key, label, words in kind.form.texts_of(revision.content)
    ]
    return RevisionPage(revision, revision.section, texts)


def versions_page(section: Section, before: int | None = None) -> VersionsPage:
    """Versions older than `before` (all when None): one query by key, the same with ten versions as with a thousand."""
    if section.pk is None:
        return VersionsPage([], None, is_first=True)
    rows = SectionRevision.objects.filter(section=section).select_related("author").defer("content")
    if before is not None:
        rows = rows.filter(version__lt=before)
    found = list(rows.order_by("-version")[: VERSIONS_A_PAGE + 1])
    shown = found[:VERSIONS_A_PAGE]
    older = shown[-1].version if len(found) > VERSIONS_A_PAGE else None
    return VersionsPage([line_of(row, section) for row in shown], older, is_first=before is None)


def comparison(kind: SectionKind, section: Section, one: int, other: int) -> Comparison | None:
    """Two versions in the order in which they were published; None when the section never had both. One query."""
    rows = SectionRevision.objects.filter(section_id=section.pk, version__in={one, other}).select_related("author")
    found = list(rows.order_by("version"))
    if len(found) != 2:
        return None
    old, new = found
    return Comparison(line_of(old, section), line_of(new, section), two_texts(kind, old.content, new.content))


def two_texts(kind: SectionKind, old: dict, new: dict) -> list[TwoTexts]:
    """Every value of two contents, in the order of the form."""
    before = {key: words for key, _label, words in kind.form.texts_of(old)}
    after = {key: words for key, _label, words in kind.form.texts_of(new)}
    labels = {key: label for key, label, _words in [*kind.form.texts_of(new), *kind.form.texts_of(old)]}
    found = []
    for key, label in labels.items():
        words = before.get(key, ""), after.get(key, "")
        found.append(TwoTexts(label, *side_by_side(*words), has_changed=words[0] != words[1]))
    return found
