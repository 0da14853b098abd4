"""The last moment of a grace under many hands at once: the job run twice, and an operator who changes the category back."""

from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from companies.actions.categories import confirm_category
from premium.actions.credits import owe_credit
from premium.actions.graces import close_grace
from premium.choices import GRACE_LASTS, GraceState
from premium.credits import credits_of
from premium.models import CategoryCredit, CategoryGrace, Subscription
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory
from tests.factories.premium import CategoryGraceFactory, SubscriptionFactory
from tests.premium.test_quota_concurrency import at_once, patient_locks

__all__ = ["patient_locks"]

HANDS = 10

pytestmark = [
    pytest.mark.concurrency,
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def grace():
    """A merchant that was a provider until thirty days ago, and nobody has closed its grace yet."""
    company = CompanyFactory(category="merchant")
    SubscriptionFactory(company=company, starts_at=timezone.now() - 2 * GRACE_LASTS)
    return CategoryGraceFactory(company=company, state=GraceState.OPEN, closed_at=None)


def test_without_the_lock_only_the_table_keeps_the_days_from_being_credited_twice(grace):
    all_have_counted = Barrier(2)

    def credit_unguarded(hand):
        due = credits_of(grace.company, grace.unlisted_at)
        all_have_counted.wait(timeout=30)
        try:
            with transaction.atomic():
                return [owe_credit(grace, credit) for credit in due]
        except IntegrityError:
            return "refused by the table"

    assert at_once(credit_unguarded, threads=2).count("refused by the table") == 1


def test_many_hands_close_a_grace_once(grace):
    closed = at_once(lambda hand: close_grace(grace=grace), threads=HANDS)

    assert sum(closed) == 1
    assert CategoryCredit.objects.count() == 1
    assert Subscription.objects.get().state == "ended"


def test_an_operator_who_comes_back_too_late_and_the_job_credit_the_days_once(grace):
    olga = UserFactory(is_superuser=True)

    def work(hand):
        if hand == 0:
            confirm_category(operator=olga, company=grace.company, category="provider")
        else:
            close_grace(grace=grace)

    at_once(work, threads=HANDS)
    connections.close_all()

    assert CategoryCredit.objects.count() == 1
    ended, begun = CategoryGrace.objects.order_by("begins_at")
    assert (ended.state, begun.former_category, begun.state) == (GraceState.ENDED, "merchant", GraceState.OPEN)
