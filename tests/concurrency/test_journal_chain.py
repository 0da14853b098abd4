"""Acts written at once: without the lock two entries want one number, with it the chain has no gap."""

import threading

import pytest
from django.db import IntegrityError, connections

from companies import journal, sealing
from companies.models import Company, JournalEntry, JournalHead
from companies.selectors.journal_proof import prove
from tests.factories.companies import CompanyFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def acme(db) -> Company:
    company = CompanyFactory(name="Acme", slug="acme")
    journal.record(company=company, act="staff.left", system="the first")
    return company


def at_once(work, times: int) -> list[str]:
    start, ends = threading.Barrier(times), []

    def run() -> None:
        try:
            start.wait(5)
            work()
            ends.append("done")
        except IntegrityError:
            ends.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return sorted(ends)


def test_without_the_lock_two_want_the_same_number(acme, monkeypatch):
    """Each chains an entry of its own to the end that both have read."""
    JournalEntry.objects.bulk_create([JournalEntry(company=acme, act="staff.left") for _ in range(2)])
    waiting = list(JournalEntry.objects.filter(number=None).order_by("pk"))
    seen, chain = threading.Barrier(2), sealing._chain

    def chain_together(batch, count, last_hash) -> None:
        batch[:] = [waiting.pop()]
        seen.wait(5)
        chain(batch, count, last_hash)

    monkeypatch.setattr(
        sealing, "_locked_head", lambda company_id, heads: JournalHead.objects.get(company_id=company_id)
    )
    monkeypatch.setattr(sealing, "_chain", chain_together)

    assert at_once(
        lambda: sealing._seal_batch(acme.pk, JournalEntry.objects.filter(number=None), JournalHead.objects), 2
    ) == [
        "done",
        "refused",
    ]


def test_with_the_lock_acts_at_once_are_numbered_without_gap(acme):
    def act() -> None:
        for _ in range(5):
            journal.record(company=acme, act="staff.left", system="thread")

    assert at_once(act, 4) == ["done"] * 4

    sealing.seal(acme.pk)
    assert sorted(JournalEntry.objects.values_list("number", flat=True)) == list(range(1, 22))
    assert prove().holds
