"""Give each journal entry its place in the chain of its company: the only writer of numbers and hashes.

An entry is sealed right after the commit that wrote it, in a transaction of its own. Within that commit the lock on the
end of the chain would be held until the whole act is done, and two acts that also lock other rows would wait for each
other for ever. What a crash left unsealed, the job of every minute seals.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import transaction

from companies.chain import BEFORE_THE_FIRST, author_digest, entry_hash, new_salt
from companies.models import JournalEntry, JournalHead

BATCH: Final = 200
SEALED_FIELDS: Final = ("number", "author_number", "author_salt", "author_digest", "previous_hash", "hash")


def seal(company_id: int, entries: Any = JournalEntry.objects, heads: Any = JournalHead.objects) -> int:
    """Seal what waits in a company's journal, oldest first; return how many. The migration gives its own tables."""
    waiting = entries.filter(company_id=company_id, number=None).order_by("pk")
    sealed = 0
    while waiting.exists():
        sealed += _seal_batch(company_id, waiting, heads)
    return sealed


def seal_all(entries: Any = JournalEntry.objects, heads: Any = JournalHead.objects) -> int:
    """Seal what waits anywhere; safe to stop and to repeat at any moment."""
    companies = entries.filter(number=None).order_by().values_list("company_id", flat=True).distinct()
    return sum(seal(company_id, entries, heads) for company_id in list(companies))


def write_first_entries(entries: Iterable[JournalEntry]) -> None:
    """Write the first entry of companies made in this transaction: nobody else can hold their chains yet."""
    written = list(entries)
    for entry in written:
        _chain([entry], count=0, last_hash="")
    JournalEntry.objects.bulk_create(written)
    JournalHead.objects.bulk_create(
        JournalHead(company_id=entry.company_id, count=1, hash=entry.hash) for entry in written
    )


@transaction.atomic
def _seal_batch(company_id: int, waiting: Any, heads: Any) -> int:
    head = _locked_head(company_id, heads)
    batch = list(waiting[:BATCH])  # read again behind the lock: another process may have sealed some
    if not batch:
        return 0
    _chain(batch, head.count, head.hash)
    if len(batch) == 1:
        batch[0].save(update_fields=SEALED_FIELDS)
    else:
        waiting.model.objects.bulk_update(batch, SEALED_FIELDS)
    heads.filter(pk=head.pk).update(count=batch[-1].number, hash=batch[-1].hash)
    return len(batch)


def _locked_head(company_id: int, heads: Any) -> Any:
    locked = heads.select_for_update().filter(company_id=company_id)
    head = locked.first()
    if head is None:
        heads.bulk_create([heads.model(company_id=company_id)], ignore_conflicts=True)
        head = locked.get()
    return head


def _chain(batch: Sequence[JournalEntry], count: int, last_hash: str) -> None:
    for entry in batch:
        count += 1
        entry.number = count
        entry.author_number = entry.author_number or entry.author_id
        entry.author_salt = new_salt()
        entry.author_digest = author_digest(entry)
        entry.previous_hash = last_hash or BEFORE_THE_FIRST
        entry.hash = last_hash = entry_hash(entry)
