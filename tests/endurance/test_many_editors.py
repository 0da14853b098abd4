"""A thousand rounds of editors who write at once, by every way there is."""

import pytest
from django.db import connection

from companies.actions import sections
from companies.roles import Role
from tests import editors
from tests.factories.companies import MemberFactory

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.concurrency,
    pytest.mark.timeout(1800),
    pytest.mark.django_db(transaction=True),
]

ROUNDS = 1_000


@pytest.fixture
def staff(acme, owner_of):
    return [owner_of(acme), *(MemberFactory(company=acme, role=Role.EDITOR) for _ in range(4))]


def test_a_thousand_rounds_overwrite_nothing_and_lose_no_word(acme, staff, record_property):
    assert connection.vendor == "postgresql"

    account = editors.work_at_once(staff, ROUNDS, seed=11)

    record_property("rounds", ROUNDS)
    record_property("published", len(account.published))
    record_property("refused", sum(count for name, count in account.done.items() if ":" in name))
    record_property("words", len(account.words))
    record_property("overwrites", len(account.overwrites))
    record_property("lost_words", len(editors.lost_words(acme, account)))
    assert account.overwrites == []
    assert editors.lost_words(acme, account) == []
    assert editors.gaps(acme) == []


def test_without_the_version_check_they_overwrite_each_other(staff, monkeypatch, record_property):
    monkeypatch.setattr(sections, "_refuse_stale", lambda section, content, base_version: None)

    overwrites = editors.work_at_once(staff, 50, seed=11).overwrites

    record_property("overwrites", len(overwrites))
    assert overwrites
