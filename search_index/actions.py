"""Keeping the index in step with the companies."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Max

from companies.models import Company
from search_index.backends import engine
from search_index.backends.mending import forget_unused
from search_index.documents.company import documents
from search_index.models import IndexEntry
from search_index.pushes import is_in_use

BATCH = 500
Progress = Callable[[int], None]
INDEXING = 7_204_551
"""The advisory lock of PostgreSQL: two workers who index the same company would let the older reading win."""


@dataclass(frozen=True)
class Comparison:
    """How many companies were compared, and how many entries were wrong: missing, out of date or left over."""

    compared: int
    repaired: int


@transaction.atomic
def index_companies(company_ids: Iterable[int]) -> int:
    """Bring the entries of these companies in step with their present state; return how many changed."""
    ids = sorted(set(company_ids))
    _one_at_a_time()
    found = documents(ids)
    gone = set(ids) - {document.company_id for document in found}
    return engine().index(found) + engine().delete(gone)


def compare_index(progress: Progress = lambda done: None) -> Comparison:
    """Compare every company with its entry, and every entry with the search server's document if there is one; repair what differs."""
    repaired, compared = 0, 0
    for ids in _batches():
        repaired += index_companies(ids)
        compared += len(ids)
        progress(compared)
    forget_unused()
    if is_in_use():
        from search_index import mirror

        repaired += mirror.bring_in_step()
    return Comparison(compared, repaired)


def rebuild_index(progress: Progress = lambda done: None) -> Comparison:
    """Write every entry anew; until its batch comes, what was indexed of a company stays found."""
    IndexEntry.objects.update(digest="")
    return compare_index(progress)


def rebuild_server(progress: Progress = lambda done: None) -> int:
    """Bring the entries up to date and fill a new index of the search server with them; return how many it holds."""
    for ids in _batches():
        index_companies(ids)
    from search_index import mirror

    return mirror.rebuild(progress)


def _batches() -> Iterable[list[int]]:
    last, end = 0, max(_largest(Company), _largest(IndexEntry))
    while last < end:
        ids = list(Company.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH])
        upto = ids[-1] if len(ids) == BATCH else end
        # An entry whose company is gone is compared too, and deleted.
        ids += IndexEntry.objects.filter(pk__gt=last, pk__lte=upto).exclude(pk__in=ids).values_list("pk", flat=True)
        if ids:
            yield ids
        last = upto


def _largest(model: type[Company] | type[IndexEntry]) -> int:
    return model.objects.aggregate(largest=Max("pk"))["largest"] or 0


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [INDEXING])
