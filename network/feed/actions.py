"""Writing feeds: record an act once, hand it to all followers in one statement, follow and stop following."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.dateparse import parse_datetime

from connections.models import Follow
from network.feed.models import Activity, FeedEntry

ENTRIES_ON_FOLLOWING = 20


@transaction.atomic
def record_activity(*, key: str, told: dict[str, Any], at: datetime) -> None:
    """Record one public act and put it into the feeds of the companies that follow; safe to run twice.

    `told` has kind and company, and may have other (company ids), subject and at (ISO 8601).
    """
    moment = parse_datetime(told["at"]) if told.get("at") else at
    activity, created = Activity.objects.get_or_create(
        key=key,
        defaults={
            "kind": told["kind"],
            "company_id": told["company"],
            "other_id": told.get("other"),
            "subject": told.get("subject", ""),
            "at": moment,
        },
    )
    if created:
        _hand_to_followers(activity)


def _hand_to_followers(activity: Activity) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO feed_feedentry (reader_id, activity_id, at)
            SELECT follower_id, %s, %s FROM connections_follow
            WHERE followed_id IN (%s, %s) AND in_feed AND follower_id <> %s
            GROUP BY follower_id
            """,
            [
                activity.pk,
                activity.at,
                activity.company_id,
                activity.other_id or activity.company_id,
                activity.company_id,
            ],
        )


@transaction.atomic
def start_following(*, follower_id: int, followed_id: int) -> None:
    """Give a new follower the latest acts of the company, so that its feed is not empty; nothing when it has stopped."""
    if not Follow.objects.filter(follower_id=follower_id, followed_id=followed_id, in_feed=True).exists():
        return
    latest = Activity.objects.filter(company_id=followed_id).order_by("-at")[:ENTRIES_ON_FOLLOWING]
    FeedEntry.objects.bulk_create(
        [FeedEntry(reader_id=follower_id, activity=activity, at=activity.at) for activity in latest],
        ignore_conflicts=True,
    )


@transaction.atomic
def stop_following(*, follower_id: int, followed_id: int) -> None:
    """Take the company's acts out of the feed of who no longer follows it; nothing when it follows again."""
    if Follow.objects.filter(follower_id=follower_id, followed_id=followed_id).exists():
        return
    FeedEntry.objects.filter(reader_id=follower_id, activity__company_id=followed_id).delete()
