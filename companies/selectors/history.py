"""An earlier text of a section: its words, and what has changed since."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from companies.conflicts import lines, word_differences
from companies.models import Section, SectionRevision
from companies.sections import SectionKind


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


def revision_page(kind: SectionKind, revision: SectionRevision) -> RevisionPage:
    """The version and its differences from what is on line."""
    now = {key: words for key, _label, words in kind.form.texts_of(revision.section.content)}
    texts = [
        EarlierText(label, lines(words), word_differences(words, now.get(key, "")), words != now.get(key, ""))
        for key, label, words in kind.form.texts_of(revision.content)
    ]
    return RevisionPage(revision, revision.section, texts)
