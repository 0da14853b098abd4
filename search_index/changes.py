"""What a round of indexing changed, told to those who watch: kept searches tell people of new matches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from network.common.registries import Registry
from search_index.models import IndexEntry


@dataclass(frozen=True)
class Change:
    """What became findable of one company; `gained` are lexemes, as in `backends.lexemes`."""

    company_id: int
    gained: tuple[str, ...]
    is_new: bool = False
    has_moved: bool = False


@dataclass(frozen=True)
class Watcher:
    """`is_watching` is asked first, so that indexing costs nothing more while nobody watches."""

    is_watching: Callable[[], bool]
    tell: Callable[[list[Change]], None]


watchers: Registry[Watcher] = Registry("watchers of the index")

Snapshot = dict[int, tuple[str, tuple[float | None, ...]]]


def snapshot(company_ids: Iterable[int]) -> Snapshot:
    """The words and the place of entries, to compare them later; empty while nobody watches."""
    if not any(watcher.is_watching() for watcher in watchers):
        return {}
    rows = IndexEntry.objects.filter(company_id__in=list(company_ids)).values_list("company_id", "words", "x", "y", "z")
    return {company_id: (words, tuple(place)) for company_id, words, *place in rows}


def tell_changes(before: Snapshot, after: Snapshot) -> None:
    """Tell the watchers of every entry that came or changed; inside the transaction of the indexing."""
    changes = [
        Change(
            company_id,
            gained=tuple(sorted(set(words.split(" ")) - set(before[company_id][0].split(" "))))
            if company_id in before
            else (),
            is_new=company_id not in before,
            has_moved=company_id in before and place != before[company_id][1],
        )
        for company_id, (words, place) in after.items()
        if before.get(company_id) != (words, place)
    ]
    gone = [Change(company_id, ()) for company_id in before.keys() - after.keys()]
    if changes or gone:
        for watcher in watchers:
            if watcher.is_watching():
                watcher.tell(changes + gone)
