"""Numbers under threads: without the lock two take the same one; with it there is no gap and no double."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from premium.invoices.actions.issuing import issue_invoice
from premium.invoices.choices import InvoiceKind
from premium.invoices.models import Invoice, InvoiceSeries
from premium.invoices.numbering import next_number
from tests.factories.companies import CompanyFactory
from tests.factories.invoices import paid_order

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


class Stop(Exception):
    """An issue that fails after its number was taken."""


def together(works) -> list:
    """Each in its own thread, all starting at once."""
    barrier = threading.Barrier(len(works))

    def run(work):
        barrier.wait()
        try:
            return work()
        except Stop:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def issue_all(threads: int, each: int) -> None:
    """Half of the threads also fail now and then, after their number was taken."""
    orders = [[paid_order(CompanyFactory(category="provider")) for _ in range(each)] for _ in range(threads)]

    def work(mine, fails):
        def issue():
            for order in mine:
                if fails:
                    try:
                        with transaction.atomic():
                            next_number(InvoiceKind.INVOICE, timezone.localdate())
                            raise Stop
                    except Stop:
                        pass
                issue_invoice(order)
                issue_invoice(order)

        return issue

    together([work(mine, number % 2 == 0) for number, mine in enumerate(orders)])
    assert_no_gap(threads * each)


def assert_no_gap(count: int) -> None:
    positions = list(Invoice.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, count + 1))
    assert InvoiceSeries.objects.get().last_number == count
    assert Invoice.objects.values("number").distinct().count() == count


def test_counting_the_rows_gives_one_number_twice(db):
    """The race: what a number taken without the lock would be."""
    barrier = threading.Barrier(2)

    def read():
        with transaction.atomic():
            last = Invoice.objects.count()
            barrier.wait()
            return last + 1

    assert together([read, read]) == [1, 1]


def test_eight_threads_leave_no_gap_and_no_double():
    issue_all(threads=8, each=2)


@pytest.mark.endurance
@pytest.mark.timeout(600)
def test_thirty_two_threads_leave_no_gap_and_no_double(record_property):
    issue_all(threads=32, each=40)

    record_property("threads", 32)
    record_property("invoices", Invoice.objects.count())
