"""The journal: newest first, filtered, taken away as a file, proven at a click, never another company's."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import journal, sealing
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


@pytest.fixture
def two_days(acme, alice):
    """One invitation on 3 March and one on 5 March 2026, each at 23:30 in Paris."""
    for day, address in ((3, "early@acme.example"), (5, "late@acme.example")):
        with time_machine.travel(f"2026-03-0{day}T23:30:00+01:00", tick=False):
            journal.record(company=acme, act="staff.invited", acting=alice, subject=address)


@pytest.mark.parametrize(
    ("choice", "seen"),
    [
        ({"since": "2026-03-04"}, {"late"}),
        ({"until": "2026-03-04"}, {"early"}),
        ({"since": "2026-03-03", "until": "2026-03-05"}, {"early", "late"}),
        ({"words": "LATE@"}, {"late"}),
    ],
)
def test_acts_are_filtered_by_days_and_words(browser, two_days, choice, seen):
    page = browser.get(ADDRESS, choice).content.decode()

    assert {name for name in ("early", "late") if f"invited {name}@acme.example" in page} == seen


def test_a_period_that_ends_before_it_begins_is_an_error_that_keeps_what_was_typed(browser, two_days):
    page = browser.get(ADDRESS, {"since": "2026-03-05", "until": "2026-03-03", "words": "early"}).content.decode()

    assert "This day is before the first one" in page
    assert 'value="2026-03-03"' in page
    assert 'value="early"' in page


def test_the_chosen_entries_are_taken_away_as_a_file(browser, acme, alice, two_days):
    journal.record(company=acme, act="staff.left", system="=HYPERLINK(1)", subject="x")
    sealing.seal(acme.pk)

    answer = browser.get("/fr/page/journal/export/", {"author": "system"})
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    entry = acme.journal.get(act="staff.left")
    assert answer["Content-Disposition"] == 'attachment; filename="acme-journal.csv"'
    assert lines[0] == "Numéro;Quand (Europe/Paris);Qui;Quoi;Empreinte précédente;Empreinte"
    assert len(lines) == 2
    assert lines[1].startswith("3;")
    assert ";'=HYPERLINK(1);" in lines[1]
    assert lines[1].endswith(f";{entry.previous_hash};{entry.hash}")


def test_the_chain_is_checked_at_a_click(browser, acme, two_days):
    sealing.seal(acme.pk)
    assert "The chain holds: 2 entries checked" in browser.post(f"{ADDRESS}proof/", follow=True).content.decode()


def test_a_broken_chain_is_told_with_its_number(browser, acme, two_days):
    sealing.seal(acme.pk)
    with connection.cursor() as cursor:
        on = " ON companies_journalentry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER companies_journalentry_never_changes{on}")
    acme.journal.filter(number=2).update(subject="forged")

    page = browser.post(f"{ADDRESS}proof/", follow=True).content.decode()

    assert "The chain is broken at entry 2" in page
