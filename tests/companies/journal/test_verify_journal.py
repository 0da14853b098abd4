"""The chain of the journal: every way to falsify it behind the triggers' back is noticed and named."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from companies import chain, journal, sealing
from companies.models import JournalEntry, JournalHead
from companies.selectors.journal_proof import prove
from companies.tasks import seal_journals

pytestmark = pytest.mark.django_db

TRIGGERS = ("companies_journalentry", "companies_journalhead")


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def entries(acme, alice, borg) -> list[JournalEntry]:
    """Five sealed acts of Acme and one of Borg."""
    for number in range(5):
        journal.record(company=acme, act="staff.invited", acting=alice, subject=f"{number}@acme.example")
    journal.record(company=borg, act="staff.left", system="import", details={"ü": [1.5, None]})
    sealing.seal_all()
    return list(acme.journal.order_by("number"))


@pytest.fixture
def without_triggers(db):
    """What whoever writes to the database directly does first."""
    on = " ON {}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in TRIGGERS:
            for name in ("never_changes", "never_goes"):
                cursor.execute(f"DROP TRIGGER {table}_{name}" + on.format(table))


def execute(statement: str, *parameters: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def verify(*options: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_journal", *options, stdout=out)
    except SystemExit as ended:
        return int(ended.code), out.getvalue()
    return 0, out.getvalue()


def test_entries_are_numbered_without_gap_and_follow_each_other(entries):
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert [entry.previous_hash for entry in entries] == [chain.BEFORE_THE_FIRST, *(one.hash for one in entries[:-1])]
    head = JournalHead.objects.get(company=entries[0].company)
    assert (head.count, head.hash) == (5, entries[-1].hash)


def test_an_entry_is_sealed_right_after_the_commit(acme, alice, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        entry = journal.record(company=acme, act="staff.invited", acting=alice)
        assert entry.number is None

    entry.refresh_from_db()
    assert entry.number == 1


def test_what_a_crash_left_unsealed_the_job_seals(acme, alice):
    journal.record(company=acme, act="staff.invited", acting=alice)

    assert seal_journals() == 1
    assert seal_journals() == 0


def test_many_entries_are_sealed_in_batches(acme, alice, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    for _ in range(5):
        journal.record(company=acme, act="staff.invited", acting=alice)

    assert sealing.seal(acme.pk) == 5
    assert prove().holds


def test_an_untouched_journal_holds(entries):
    assert verify() == (0, "Every chain holds: 6 entries of 2 companies, 0 waiting to be sealed.\n")
    assert json.loads(verify("--json", "--company", "acme")[1]) == {
        "holds": True,
        "companies": 1,
        "entries": 5,
        "blanked": 0,
        "waiting": 0,
        "broken_chains": 0,
        "broken": [],
    }


def test_an_unknown_company_is_an_error():
    with pytest.raises(CommandError, match="There is no company nobody"):
        verify("--company", "nobody")


@pytest.mark.parametrize(
    ("statement", "number", "difference"),
    [
        ("UPDATE companies_journalentry SET subject = 'x' WHERE id = {3}", 3, "content"),
        ("""UPDATE companies_journalentry SET details = '{{"a": 1}}' WHERE id = {3}""", 3, "content"),
        ("UPDATE companies_journalentry SET act = 'staff.left' WHERE id = {1}", 1, "content"),
        ("UPDATE companies_journalentry SET author_name = 'Mallory' WHERE id = {2}", 2, "author"),
        ("UPDATE companies_journalentry SET author_salt = '' WHERE id = {2}", 2, "author"),
        ("DELETE FROM companies_journalentry WHERE id = {3}", 3, "missing"),
        ("DELETE FROM companies_journalentry WHERE id = {5}", 5, "missing"),
        ("UPDATE companies_journalentry SET number = NULL WHERE id = {5}", 5, "missing"),
        ("DELETE FROM companies_journalentry WHERE company_id = {company}", 1, "missing"),
        ("DELETE FROM companies_journalhead WHERE company_id = {company}", 1, "beyond"),
        ("UPDATE companies_journalhead SET count = 4 WHERE company_id = {company}", 5, "beyond"),
        ("UPDATE companies_journalhead SET hash = 'x' WHERE company_id = {company}", 5, "head"),
    ],
)
def test_what_is_falsified_is_named(entries, without_triggers, statement, number, difference):
    ids = {str(entry.number): entry.pk for entry in entries}
    text = statement
    for key, pk in ids.items():
        text = text.replace("{" + key + "}", str(pk))
    execute(text.replace("{company}", str(entries[0].company_id)).replace("{{", "{").replace("}}", "}"))

    code, out = verify("--json")

    assert code == 1
    assert json.loads(out)["broken"] == [{"company": "acme", "number": number, "difference": difference}]


def test_entries_that_changed_places_are_named(entries, without_triggers):
    second, third = entries[1], entries[2]
    for number, entry in ((99, second), (2, third), (3, second)):
        execute("UPDATE companies_journalentry SET number = %s WHERE id = %s", number, entry.pk)

    assert verify() == (
        1,
        "1 broken: 6 entries of 2 companies, 0 waiting to be sealed. The first broken link of each chain:\n"
        "acme, entry 2: act, subject, details, time or place in the chain was changed.\n",
    )


def test_an_entry_with_a_new_fitting_hash_breaks_the_next_link(entries, without_triggers):
    forged = entries[1]
    forged.subject = "forged@acme.example"
    forged.hash = chain.entry_hash(forged)
    forged.save()

    broken = prove(forged.company_id).broken[0]
    assert (broken.number, broken.difference.value) == (3, "previous")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE companies_journalentry SET subject = 'x'",
        "UPDATE companies_journalentry SET author_name = 'Mallory'",
        "UPDATE companies_journalentry SET number = number + 10",
        "UPDATE companies_journalentry SET number = NULL",
        "DELETE FROM companies_journalentry",
        "DELETE FROM companies_journalhead",
        "UPDATE companies_journalhead SET hash = 'x'",
    ],
)
def test_triggers_refuse_every_change(entries, statement):
    with pytest.raises(DatabaseError, match="the journal is only ever added to"), transaction.atomic():
        execute(statement)

    assert prove().holds


def test_an_account_that_is_gone_leaves_the_proof_and_the_name(entries, alice):
    JournalEntry.objects.filter(author=alice.user).update(author=None)

    assert prove().holds
    assert {entry.author_name for entry in entries} == {"Alice Martin"}


def test_a_name_that_has_to_go_leaves_the_proof(entries, alice, acme, client_of):
    JournalEntry.objects.filter(author_number=alice.user_id).update(
        author=None, author_name="", author_number=None, author_salt=""
    )

    proof = prove()

    assert proof.holds
    assert proof.blanked == 5
    assert "Somebody whose name was removed" in client_of(alice).get("/en/page/journal/").content.decode()


def test_the_proof_costs_three_queries_at_any_size(entries, acme, alice):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert prove(acme.pk).holds
        return len(queries)

    small = cost()
    for number in range(50):
        journal.record(company=acme, act="staff.invited", acting=alice, subject=str(number))
    sealing.seal_all()

    assert small == cost() == 3
