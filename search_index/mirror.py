"""Keeping the search server in step with the index of the database: a queue of companies, a rebuild, a comparison.

The index of the database is written in the transaction that decides; with it, one `PendingPush` a company, whose number is the external
version of what is pushed. So nothing is lost when the server is away, and nothing old overwrites what is new, whoever comes first.
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.db.models import Max

from search_index.backends import server_index
from search_index.backends.elasticsearch import FAILURES
from search_index.models import IndexEntry, IndexRebuild, PendingPush
from search_index.pushes import ask_for

logger = logging.getLogger(__name__)

BATCH = 1000

Progress = Callable[[int], None]


def bring_in_step() -> int:
    """Push what waits, compare, push the repairs; return how many. A server that is away or empty waits for the next night."""
    try:
        if not server_index.serving_names():
            return 0
    except FAILURES:
        return 0
    push()
    repaired = compare()
    push()
    return repaired


def push(most: int = 50_000) -> int:
    """Bring the server what waits, oldest first; stop at the first failure, when the next turn tries again. Return how many went."""
    done = 0
    try:
        while done < most and (waiting := list(PendingPush.objects.order_by("pk")[:BATCH])):
            went = _push(waiting)
            done += went
            if went < len(waiting):
                break
    except FAILURES as error:
        logger.warning("the search server did not take what changed; it waits: %s", error)
    return done


def _push(waiting: list[PendingPush]) -> int:
    """Both to the index that answers and to one that is being built; safe to run twice at once."""
    is_building = IndexRebuild.objects.exists()
    versions = {one.company_id: one.pk for one in waiting}
    entries = list(IndexEntry.objects.filter(pk__in=versions))
    gone = {pk: version for pk, version in versions.items() if pk not in {entry.pk for entry in entries}}
    failed: set[int] = set()
    if is_building:
        failed |= server_index.write(entries, gone, into=server_index.building())
    failed |= server_index.write(entries, gone, into=server_index.serving())
    went = [one.pk for one in waiting if one.company_id not in failed]
    PendingPush.objects.filter(pk__in=went).delete()
    if failed:
        logger.warning("the search server refused %s of %s companies; they wait", len(failed), len(versions))
    return len(went)


def rebuild(progress: Progress = lambda done: None) -> int:
    """Fill a new index from the database and let it answer; return how many entries it was given.

    What changes meanwhile is pushed into both indices. A rebuild that was killed goes on where it stood.
    """
    begun = IndexRebuild.objects.first()
    if begun is None or not server_index.exists(begun.name):
        IndexRebuild.objects.all().delete()
        begun = IndexRebuild.objects.create(name=server_index.create())
    while entries := list(IndexEntry.objects.filter(pk__gt=begun.last_company).order_by("pk")[:BATCH]):
        if failed := server_index.write(entries, {}, into=server_index.building()):
            raise RebuildStopped(f"the search server refused {len(failed)} companies; run the command again to go on")
        begun.last_company = entries[-1].pk
        begun.copied += len(entries)
        begun.save(update_fields=["last_company", "copied"])
        progress(begun.copied)
    server_index.switch(begun.name)
    begun.delete()
    push()
    return begun.copied


class RebuildStopped(Exception):
    """The server did not take a batch; what is done is kept."""


def compare(progress: Progress = lambda done: None) -> int:
    """Compare entries and the server's documents, in flat memory; ask for what is missing, different or left over. How many."""
    largest = IndexEntry.objects.aggregate(largest=Max("pk"))["largest"] or 0
    last, end, wrong = 0, max(largest, server_index.largest()), 0
    while last < end:
        known = dict(IndexEntry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "digest")[:BATCH])
        upto = max(known) if len(known) == BATCH else end
        different = _different(known, last, upto)
        _ask_again(different)
        wrong += len(different)
        last = upto
        progress(last)
    return wrong


def _different(known: dict[int, str], after: int, upto: int) -> list[int]:
    """Companies whose document is missing or differs, and those the server should not hold."""
    held: dict[int, str] = {}
    while some := server_index.held_between(after, upto):
        held |= {pk: one.digest for pk, one in some.items()}
        after = max(some)
    different = [pk for pk, digest in known.items() if held.get(pk) != digest]
    return different + [pk for pk in held if pk not in known]


@transaction.atomic
def _ask_again(company_ids: list[int]) -> None:
    """A new version for what is to be repaired, else the server would take it for what it has."""
    versions = ask_for(company_ids)
    entries = [IndexEntry(pk=company_id, version=version) for company_id, version in versions.items()]
    IndexEntry.objects.bulk_update(entries, ["version"], batch_size=200)
