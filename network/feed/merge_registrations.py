"""What becomes of the feed when two pages of one company are merged."""

from django.db.models import Q

from companies.merge_rules import move
from network.feed.models import ActivityKind

# That a page opened, or was updated, was said of that page: only what it did with others goes on being told.
move(
    "feed.Activity",
    "company",
    "other",
    only=lambda pair: Q(kind=ActivityKind.CONNECTED),
    apart=("company_id", "other_id"),
    related=("company",),
)
move(
    "feed.FeedEntry",
    "reader",
    once=("reader_id", "activity_id"),
    related=("activity__company",),
    words=lambda entry: str(entry.activity),
)
