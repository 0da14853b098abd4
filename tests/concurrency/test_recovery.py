"""Two operators at once, and an objection against the second approval: one after the other, never both."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from companies.exceptions import AlreadyDecided
from companies.models import Member
from companies.recovery.actions import deciding, requests
from companies.recovery.actions.deciding import approve_recovery
from companies.recovery.actions.requests import stop_recovery
from companies.recovery.choices import RecoveryState
from companies.recovery.models import RecoveryRequest
from companies.roles import Role
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner() -> Member:
    return MemberFactory(company=CompanyFactory(name="Acme", slug="acme"), role=Role.OWNER)


@pytest.fixture
def asked(owner) -> RecoveryRequest:
    """The week is over; nobody has approved yet."""
    return RecoveryRequest.objects.create(
        company=owner.company,
        user=UserFactory(),
        function="Buyer",
        explanation="Nobody answers.",
        registration_number="1",
        cooling_until=timezone.now() - timedelta(hours=1),
    )


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Each in a thread of its own; how each ended."""
    start, ends = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(5)
            act()
            ends.append("done")
        except AlreadyDecided:
            ends.append("too late")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return sorted(ends)


def without_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both read the request before either writes it."""
    both_read = threading.Barrier(2)

    def read_together(request: RecoveryRequest) -> RecoveryRequest:
        found = RecoveryRequest.objects.select_related("company", "user").get(pk=request.pk)
        both_read.wait(5)
        return found

    monkeypatch.setattr(deciding, "locked_request", read_together)
    monkeypatch.setattr(requests, "locked_request", read_together)


def is_owner(request: RecoveryRequest) -> bool:
    return Member.objects.active().filter(company=request.company, user=request.user, role=Role.OWNER).exists()


def test_without_the_lock_both_first_approvals_count_as_one(asked, monkeypatch):
    one, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)
    without_lock(monkeypatch)

    at_once(
        lambda: approve_recovery(operator=one, request=asked), lambda: approve_recovery(operator=other, request=asked)
    )

    asked.refresh_from_db()
    assert asked.state == RecoveryState.SECONDED  # the second operator's approval is lost


def test_with_the_lock_two_operators_at_once_are_first_and_second(asked):
    one, other = UserFactory(is_superuser=True), UserFactory(is_superuser=True)

    ends = at_once(
        lambda: approve_recovery(operator=one, request=asked), lambda: approve_recovery(operator=other, request=asked)
    )

    asked.refresh_from_db()
    assert ends == ["done", "done"]
    assert {asked.first_approved_by, asked.second_approved_by} == {one, other}
    assert is_owner(asked)


def test_without_the_lock_an_objection_and_the_second_approval_both_happen(owner, asked, monkeypatch):
    approve_recovery(operator=UserFactory(is_superuser=True), request=asked)
    second = UserFactory(is_superuser=True)
    without_lock(monkeypatch)

    ends = at_once(
        lambda: stop_recovery(acting=owner, request=asked), lambda: approve_recovery(operator=second, request=asked)
    )

    assert ends == ["done", "done"]  # the owner was told that it is stopped
    assert is_owner(asked)


def test_with_the_lock_the_objection_or_the_second_approval_counts(owner, asked):
    approve_recovery(operator=UserFactory(is_superuser=True), request=asked)
    second = UserFactory(is_superuser=True)

    ends = at_once(
        lambda: stop_recovery(acting=owner, request=asked), lambda: approve_recovery(operator=second, request=asked)
    )

    asked.refresh_from_db()
    assert ends == ["done", "too late"]
    assert is_owner(asked) == (asked.state == RecoveryState.DONE)
