"""Two owners who leave at once: without the lock nobody would be left, with it one owner remains."""

import threading

import pytest
from django.db import connection, connections

from companies.actions import staff
from companies.exceptions import LastOwner
from companies.models import Member
from companies.roles import Role
from tests.factories.companies import CompanyFactory, MemberFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


def leave_at_once(members: list[Member]) -> list[str]:
    """Both leave in threads of their own; how each ended."""
    start, ends = threading.Barrier(len(members)), []

    def run(member: Member) -> None:
        try:
            start.wait(5)
            staff.leave(acting=member)
            ends.append("left")
        except LastOwner:
            ends.append("stays")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[member]) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return sorted(ends)


@pytest.fixture
def owners() -> list[Member]:
    company = CompanyFactory(name="Acme", slug="acme")
    return [MemberFactory(company=company, role=Role.OWNER) for _ in range(2)]


def owners_left() -> int:
    return Member.objects.active().filter(role=Role.OWNER).count()


def test_without_the_lock_both_owners_leave(owners, monkeypatch):
    seen = threading.Barrier(2)
    keep_an_owner = staff.keep_an_owner

    def look_together(member: Member) -> None:
        keep_an_owner(member)
        seen.wait(5)

    monkeypatch.setattr(staff, "lock_staff", lambda company_id: None)
    monkeypatch.setattr(staff, "keep_an_owner", look_together)

    assert leave_at_once(owners) == ["left", "left"]
    assert owners_left() == 0


def test_with_the_lock_one_owner_remains(owners):
    assert connection.vendor == "postgresql"

    assert leave_at_once(owners) == ["left", "stays"]
    assert owners_left() == 1
