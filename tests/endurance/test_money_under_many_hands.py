"""A hundred thousand postings by 32 threads that all want the same keys, and the last unit again and again."""

import random
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.models import Count, Sum

from premium.actions import ledger, quota
from premium.choices import Account
from premium.exceptions import UnitsUsedUp
from premium.models import Grant, LedgerEntry, LedgerTransaction
from tests.factories.companies import CompanyFactory
from tests.factories.premium import SubscriptionFactory
from tests.premium.test_quota_concurrency import at_once, patient_locks

__all__ = ["patient_locks"]

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.concurrency,
    pytest.mark.timeout(1200),
    pytest.mark.django_db(transaction=True),
]

OPERATIONS, THREADS, KEYS = 100_000, 32, 60_000
ROUNDS = 20


def test_a_hundred_thousand_postings_drift_by_no_cent(record_property):
    chance = random.Random(3)
    keys = [chance.randrange(KEYS) for _ in range(OPERATIONS)]

    def work(hand: int) -> int:
        refused = 0
        try:
            for key in keys[hand::THREADS]:
                try:
                    with transaction.atomic():
                        ledger.post(
                            key=f"endurance:{key}",
                            text="",
                            booked_on=date(2026, 11, 23),
                            currency="EUR",
                            cents_by_account={
                                Account.BANK: 120 + 6 * key,
                                Account.REVENUE: -(100 + 5 * key),
                                Account.VAT: -(20 + key),
                            },
                        )
                except IntegrityError:
                    refused += 1
        finally:
            connections.close_all()
        return refused

    with ThreadPoolExecutor(THREADS) as pool:
        refused = sum(pool.map(work, range(THREADS)))

    distinct = set(keys)
    assert set(LedgerEntry.objects.values_list("currency", flat=True)) == {"EUR"}
    balances = dict(LedgerEntry.objects.values_list("account__code").annotate(Sum("cents")))
    record_property("operations", OPERATIONS)
    record_property("colliding", refused)
    record_property("drift_cents", sum(balances.values()))
    assert refused == OPERATIONS - len(distinct)
    assert LedgerTransaction.objects.count() == len(distinct)
    assert balances == {
        Account.BANK: sum(120 + 6 * key for key in distinct),
        Account.REVENUE: -sum(100 + 5 * key for key in distinct),
        Account.VAT: -sum(20 + key for key in distinct),
    }
    crooked = LedgerTransaction.objects.annotate(sum=Sum("entries__cents"), lines=Count("entries")).exclude(
        sum=0, lines=3
    )
    assert not crooked.exists()


def test_the_last_unit_is_taken_once_in_every_round(record_property):
    assert connection.vendor == "postgresql"
    winners = []

    for number in range(ROUNDS):
        company = CompanyFactory(category="provider")
        SubscriptionFactory(company=company)
        quota.reserve(company, "introductions", f"first:{number}")
        Grant.objects.filter(company=company, feature="introductions").update(used=11)

        def take(hand: int, company=company, number=number) -> bool:
            try:
                quota.reserve(company, "introductions", f"{number}:{hand}")
            except UnitsUsedUp:
                return False
            return True

        winners.append(sum(at_once(take)))

    record_property("rounds", ROUNDS)
    record_property("hands", 100)
    record_property("winners", winners)
    assert winners == [1] * ROUNDS
