"""The last unit and the one payment under a hundred hands at once: real threads on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, connections, transaction
from django.utils import timezone

from premium.actions import quota
from premium.actions.orders import confirm_payment
from premium.exceptions import OrderNotWaiting, UnitsUsedUp
from premium.models import Grant, LedgerTransaction, QuotaEntry, Subscription
from premium.rights import use_of
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory

THREADS = 100

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture(autouse=True)
def patient_locks():
    """A hundred hands wait longer for one row than a web request may."""
    options = connection.settings_dict["OPTIONS"]
    kept = options.get("options")
    options["options"] = "-c lock_timeout=30000"
    yield
    options["options"] = kept


@pytest.fixture
def provider_with_one_unit_left():
    company = CompanyFactory(category="provider")
    SubscriptionFactory(company=company)
    quota.reserve(company, "introductions", "first")
    Grant.objects.filter(company=company, feature="introductions").update(used=11)
    return company


def at_once(act, threads=THREADS):
    """Run `act(number)` in so many threads that all begin together; return their results."""
    barrier = Barrier(threads)

    def run(number):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(threads)))


def test_without_the_condition_many_hands_take_the_last_unit(provider_with_one_unit_left):
    grant = Grant.objects.get(company=provider_with_one_unit_left, feature="introductions")
    all_have_read = Barrier(10)

    def take_unguarded(number):
        with transaction.atomic():
            used = Grant.objects.values_list("used", flat=True).get(pk=grant.pk)
            all_have_read.wait(timeout=30)
            if used >= grant.limit:
                return False
            Grant.objects.filter(pk=grant.pk).update(used=used + 1)
            QuotaEntry.objects.create(grant=grant, key=f"unguarded:{number}")
            return True

    taken = at_once(take_unguarded, threads=10)

    assert sum(taken) == 10


def test_a_hundred_hands_take_the_last_unit_exactly_once(provider_with_one_unit_left):
    company = provider_with_one_unit_left

    def take(number):
        try:
            quota.reserve(company, "introductions", f"use:{number}")
        except UnitsUsedUp:
            return False
        return True

    taken = at_once(take)

    assert sum(taken) == 1
    assert [use.left for use in use_of(company, "introductions")] == [0]
    assert QuotaEntry.objects.filter(key__startswith="use:").count() == 1


def test_one_use_reserved_by_a_hundred_hands_counts_once():
    company = CompanyFactory(category="provider")
    SubscriptionFactory(company=company)

    entries = at_once(lambda _: quota.reserve(company, "introductions", "the same use").pk, threads=20)

    assert len(set(entries)) == 1
    assert [use.used for use in use_of(company, "introductions")] == [1]


def test_one_unit_released_by_many_hands_comes_back_once():
    company = CompanyFactory(category="provider")
    SubscriptionFactory(company=company)
    quota.reserve(company, "introductions", "kept")
    quota.reserve(company, "introductions", "given back")

    at_once(lambda _: quota.release("given back", "withdrawn"), threads=20)

    assert [use.used for use in use_of(company, "introductions")] == [1]


def test_one_payment_confirmed_by_many_hands_is_booked_once():
    order = OrderFactory()
    operator = UserFactory()
    operator.user_permissions.add(Permission.objects.get(codename="change_order", content_type__app_label="premium"))

    def confirm(_):
        try:
            confirm_payment(
                order=order,
                operator=operator,
                received_cents=order.total_cents,
                received_on=timezone.localdate(),
            )
        except OrderNotWaiting:
            return False
        return True

    confirmed = at_once(confirm, threads=10)

    assert sum(confirmed) == 1
    assert Subscription.objects.filter(order=order).count() == 1
    assert LedgerTransaction.objects.filter(order=order).count() == 1
