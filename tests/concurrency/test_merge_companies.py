"""Two operators merge two pages into each other at once: without the lock each page leads to the other one, with it one is kept."""

import threading

import pytest
from django.contrib.auth.models import Permission
from django.db import connection, connections

from companies.duplicates.actions import merging
from companies.duplicates.exceptions import AlreadyMerged
from companies.duplicates.planning import plan_merge
from companies.merge_rules import Pair
from companies.models import Company
from network.accounts.models import User
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def operator() -> User:
    user = UserFactory(is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename="change_merge"))
    return user


@pytest.fixture
def pages() -> tuple[Company, Company]:
    return CompanyFactory(name="Acme", slug="acme"), CompanyFactory(name="ACME SAS", slug="acme-sas")


def merge_both_ways(operator: User, pages: tuple[Company, Company]) -> list[str]:
    """Both operators have read their plan and press the button; how each ended."""
    start, ends = threading.Barrier(2), []
    plans = [plan_merge(Pair(kept, merged)) for kept, merged in (pages, pages[::-1])]

    def run(plan) -> None:
        try:
            start.wait(5)
            merging.merge_companies(
                operator=operator, pair=plan.pair, reason="One company.", fingerprint=plan.fingerprint
            )
            ends.append("merged")
        except AlreadyMerged:
            ends.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[plan]) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return sorted(ends)


def lead_to_each_other(pages: tuple[Company, Company]) -> bool:
    one, other = Company.objects.filter(pk__in=[page.pk for page in pages]).order_by("pk")
    return one.merged_into_id == other.pk and other.merged_into_id == one.pk


def test_without_the_lock_each_page_leads_to_the_other(operator, pages, monkeypatch):
    seen = threading.Barrier(2)

    def look_together(ids: list[int]) -> list[Company]:
        found = list(Company.objects.filter(pk__in=ids).order_by("pk"))
        seen.wait(5)
        return found

    monkeypatch.setattr(merging, "locked_companies", look_together)

    assert merge_both_ways(operator, pages) == ["merged", "merged"]
    assert lead_to_each_other(pages)


def test_with_the_lock_one_merge_is_refused(operator, pages):
    assert connection.vendor == "postgresql"

    assert merge_both_ways(operator, pages) == ["merged", "refused"]
    assert not lead_to_each_other(pages)
