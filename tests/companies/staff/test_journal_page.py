"""The journal: newest first, filtered by act and author, never another company's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import journal
from companies.actions import invitations, staff
from companies.roles import Role
from tests.factories.companies import MemberFactory

ADDRESS = "/en/page/journal/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def browser(alice, client_of):
    return client_of(alice)


@pytest.mark.parametrize(("language", "words"), [("en", "The journal is empty"), ("fr", "Le journal est vide")])
def test_an_empty_journal_says_what_will_stand_there(browser, language, words):
    assert words in browser.get(f"/{language}/page/journal/").content.decode()


def test_acts_are_sentences_in_the_readers_language(browser, alice, acme):
    editor = MemberFactory(company=acme, role=Role.EDITOR, user__name="Dan Petit")
    staff.change_role(acting=alice, member=editor, role=Role.SALES)

    english, french = browser.get(ADDRESS).content.decode(), browser.get("/fr/page/journal/").content.decode()

    assert "changed the role of Dan Petit" in english
    assert "(Editor → Sales)" in english
    assert "a changé un rôle\xa0: Dan Petit" in french
    assert "(Éditeur → Commercial)" in french


def test_acts_are_filtered_by_act_and_by_author(browser, alice, acme):
    admin = MemberFactory(company=acme, role=Role.ADMIN, user__name="Dan Petit")
    invitations.invite(acting=alice, email="one@acme.example", role=Role.EDITOR)
    invitations.invite(acting=admin, email="two@acme.example", role=Role.EDITOR)
    journal.record(company=acme, act="staff.left", system="Import")

    by_dan = browser.get(ADDRESS, {"act": "staff.invited", "author": admin.user_id}).content.decode()
    by_network = browser.get(ADDRESS, {"author": "system"}).content.decode()

    assert "invited two@acme.example" in by_dan
    assert "invited one@acme.example" not in by_dan
    assert "Import" in by_network
    assert "invited two@acme.example" not in by_network


def test_a_filter_without_result_offers_everything(browser, alice):
    invitations.invite(acting=alice, email="one@acme.example", role=Role.EDITOR)

    assert "No act like this" in browser.get(ADDRESS, {"author": "999"}).content.decode()


def test_another_company_is_not_shown(browser, borg, owner_of):
    invitations.invite(acting=owner_of(borg), email="secret@borg.example", role=Role.EDITOR)

    assert "secret@borg.example" not in browser.get(ADDRESS).content.decode()


def test_the_journal_costs_the_same_at_any_size(browser, acme, alice):
    def cost_and_rows(number: int) -> tuple[int, int]:
        for position in range(number):
            journal.record(company=acme, act="staff.invited", acting=alice, subject=f"{position}@acme.example")
        with CaptureQueriesContext(connection) as queries:
            page = browser.get(ADDRESS).content.decode()
        return len(queries), page.count("<time")

    cost_and_rows(1)
    small, few = cost_and_rows(1)
    large, many = cost_and_rows(90)

    assert (few, many) == (2, 40)
    assert small == large <= 14
