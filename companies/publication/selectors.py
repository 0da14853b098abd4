"""What the page of planned texts and preview links shows."""

from dataclasses import dataclass

from companies.models import Member
from companies.publication.models import PlannedPublication, PreviewLink
from companies.publication.tokens import digest_of
from companies.sections import section_kinds, section_of
from companies.selectors.history import TwoTexts, two_texts

LINKS_SHOWN = 50
UNHAPPY_SHOWN = 10


@dataclass(frozen=True)
class PlannedPage:
    """What waits, what could not be published, and the links that are open."""

    waiting: list[PlannedPublication]
    unhappy: list[PlannedPublication]
    links: list[PreviewLink]


@dataclass(frozen=True)
class PlannedText:
    """One planned text beside what is on line now."""

    planned: PlannedPublication
    texts: list[TwoTexts]
    has_moved: bool


def planned_page(member: Member) -> PlannedPage:
    """Three queries."""
    planned = (
        PlannedPublication.objects.visible_to(member).filter(kind__in=section_kinds.keys()).select_related("author")
    )
    links = PreviewLink.objects.visible_to(member).open().select_related("made_by")
    return PlannedPage(
        list(planned.waiting()),
        list(planned.unhappy().order_by("-settled_at")[:UNHAPPY_SHOWN]),
        list(links[:LINKS_SHOWN]),
    )


def planned_text(planned: PlannedPublication) -> PlannedText:
    """What would change if the text went on line now."""
    section = section_of(planned.company, planned.kind)
    texts = two_texts(planned.section_kind, section.content, planned.content)
    return PlannedText(planned, [text for text in texts if text.has_changed], section.version != planned.base_version)


def waiting_for(member: Member, kind: str) -> PlannedPublication | None:
    """The text that waits for a section."""
    return PlannedPublication.objects.visible_to(member).waiting().filter(kind=kind).select_related("author").first()


def open_link(token: str) -> PreviewLink | None:
    """The link of an address; None when it was closed, is too old or never was."""
    found = PreviewLink.objects.open().filter(token_digest=digest_of(token), company__hidden_at=None)
    return found.select_related("company", "made_by").first()
