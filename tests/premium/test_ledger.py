"""The money ledger: balanced, posted once, never changed."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum

from premium.actions import ledger
from premium.choices import Account
from premium.models import LedgerAccount, LedgerEntry, LedgerTransaction

TODAY = date(2026, 11, 23)
LINES = {Account.BANK: 58_800, Account.REVENUE: -49_000, Account.VAT: -9_800}


def test_lines_of_nothing_are_left_out(db):
    ledger.post(
        key="reverse charge",
        text="",
        booked_on=TODAY,
        currency="EUR",
        cents_by_account={Account.BANK: 49_000, Account.REVENUE: -49_000, Account.VAT: 0},
    )

    assert LedgerEntry.objects.count() == 2
    assert LedgerEntry.objects.aggregate(sum=Sum("cents"))["sum"] == 0


def test_lines_that_do_not_sum_to_zero_are_refused(db):
    with pytest.raises(ledger.UnbalancedError):
        ledger.post(key="one", text="", booked_on=TODAY, currency="EUR", cents_by_account={Account.BANK: 1})

    assert not LedgerTransaction.objects.exists()


def test_one_event_is_posted_once(db):
    ledger.post(key="one", text="", booked_on=TODAY, currency="EUR", cents_by_account=LINES)

    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.post(key="one", text="", booked_on=TODAY, currency="EUR", cents_by_account=LINES)

    assert LedgerEntry.objects.count() == 3


@pytest.mark.parametrize("model", [LedgerEntry, LedgerTransaction])
def test_the_database_refuses_to_change_what_was_posted(db, model):
    ledger.post(key="one", text="Borg", booked_on=TODAY, currency="EUR", cents_by_account=LINES)
    changes = {"cents": 1} if model is LedgerEntry else {"text": "Cyan"}

    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**changes)

    assert LedgerEntry.objects.aggregate(sum=Sum("cents"))["sum"] == 0
    assert LedgerTransaction.objects.get().text == "Borg"


def add_a_line_and_settle(posted):
    LedgerEntry.objects.create(transaction=posted, account=LedgerAccount.objects.first(), cents=1)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.postgres
def test_postgresql_refuses_to_delete_and_to_commit_what_does_not_balance(db):
    posted = ledger.post(key="one", text="", booked_on=TODAY, currency="EUR", cents_by_account=LINES)

    with pytest.raises(DatabaseError), transaction.atomic():
        LedgerEntry.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        add_a_line_and_settle(posted)

    assert LedgerEntry.objects.count() == 3
