"""When companies became findable in another way: run them through the kept searches, and tell who wants to know at once."""

from network.accounts.models import User
from network.common.models import OutboxEvent
from network.common.outbox import handler, publish_many
from search_index.alerts import actions
from search_index.alerts.choices import Frequency
from search_index.alerts.models import SavedSearch
from search_index.changes import Change, Watcher, watchers

CHANGED, TELL = "alerts.company_changed", "alerts.tell"


def somebody_wants_news() -> bool:
    """Whether any kept search tells; one query on a partial index."""
    return SavedSearch.objects.telling().exists()


def keep_changes(changes: list[Change]) -> None:
    """Written in the transaction of the indexing."""
    publish_many(
        CHANGED,
        (
            (str(change.company_id), {"gained": change.gained, "new": change.is_new, "moved": change.has_moved})
            for change in changes
        ),
    )


watchers.register("alerts", Watcher(somebody_wants_news, keep_changes))


@handler(CHANGED, batch=200)
def look_for_new_matches(events: list[OutboxEvent]) -> None:
    """Several changes of one company are looked at together."""
    merged: dict[int, Change] = {}
    for event in events:
        pk, payload = int(event.key), event.payload
        before = merged.get(pk, Change(pk, ()))
        merged[pk] = Change(
            pk,
            gained=(*before.gained, *payload["gained"]),
            is_new=before.is_new or payload["new"],
            has_moved=before.has_moved or payload["moved"],
        )
    people = actions.find_new_matches(merged.values())
    publish_many(TELL, ((str(user_id), {}) for user_id in people))


@handler(TELL, batch=50)
def tell_at_once(events: list[OutboxEvent]) -> None:
    """One mail a person, whatever has come together."""
    for user in User.objects.filter(pk__in={int(event.key) for event in events}):
        actions.tell_news(user=user, frequencies=[Frequency.AT_ONCE])
