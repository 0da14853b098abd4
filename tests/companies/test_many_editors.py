"""Two to five editors write at random by every way there is: nobody overwrites, nothing is lost."""

import pytest

from companies.actions import sections
from companies.roles import Role
from tests import editors
from tests.factories.companies import MemberFactory

ROUNDS = 50


@pytest.fixture
def staff(acme, owner_of):
    return [owner_of(acme), *(MemberFactory(company=acme, role=Role.EDITOR) for _ in range(4))]


def test_many_editors_overwrite_nothing_and_lose_no_word(acme, staff):
    account = editors.work(staff, ROUNDS, seed=5)

    assert account.overwrites == []
    assert editors.lost_words(acme, account) == []
    assert editors.gaps(acme) == []
    assert len(account.published) > 20


def test_without_the_version_check_the_same_editors_overwrite_each_other(staff, monkeypatch):
    monkeypatch.setattr(sections, "_refuse_stale", lambda section, content, base_version: None)

    assert editors.work(staff, ROUNDS, seed=5).overwrites
