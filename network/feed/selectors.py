"""The desk's own data: one page of the feed."""

from dataclasses import dataclass

from companies.models import Member
from network.feed.models import FeedEntry

PAGE_LENGTH = 20


@dataclass(frozen=True)
class FeedPage:
    """Entries newest first; `next_before` continues the list, None at its end."""

    entries: list[FeedEntry]
    next_before: int | None


def feed_page(member: Member, before: int | None = None) -> FeedPage:
    """One page of the feed of the company the member acts for; one query."""
    entries = list(FeedEntry.objects.visible_to(member).page_before(before)[: PAGE_LENGTH + 1])
    shown = entries[:PAGE_LENGTH]
    return FeedPage(shown, shown[-1].pk if len(entries) > PAGE_LENGTH else None)
