"""The search server beside the database: what waits, what is lost (nothing), who answers when it does not."""

import socket
import time

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.utils import timezone

from companies.closing.erasing import erase_company
from companies.models import Company
from search_index import actions, mirror
from search_index.backends import engine, server_index
from search_index.backends.standby import RESTING
from search_index.models import IndexEntry, IndexRebuild, PendingPush
from search_index.query import search_query
from tests.companies.test_page import complete
from tests.factories.companies import CompanyFactory

pytestmark = pytest.mark.elasticsearch

NOBODY_LISTENS = "elasticsearch://127.0.0.1:9/comptoir"
QUERY = {"text": "harbour", "scope": "companies"}


@pytest.fixture(autouse=True)
def rested(search_server):
    cache.delete(RESTING)
    yield
    cache.delete(RESTING)


def indexed(*names: str) -> list[Company]:
    companies = [CompanyFactory(name=name) for name in names]
    actions.index_companies([company.pk for company in companies])
    return companies


def pushed() -> None:
    mirror.push()
    server_index.refresh()


def found() -> list[str]:
    results = engine().search(search_query(**QUERY))
    assert not results.is_standby
    return sorted(hit.payload["name"] for hit in results.hits)


def test_what_changes_reaches_the_server_and_nothing_waits_afterwards(db):
    [company] = indexed("Harbour One")
    assert PendingPush.objects.count() == 1

    pushed()

    assert found() == ["Harbour One"]
    assert not PendingPush.objects.exists()
    assert IndexEntry.objects.get(pk=company.pk).version > 0


def test_ten_changes_of_one_company_are_pushed_in_its_present_state(db):
    [company] = indexed("Harbour 0")
    for number in range(1, 10):
        Company.objects.filter(pk=company.pk).update(name=f"Harbour {number}")
        actions.index_companies([company.pk])

    pushed()

    assert found() == ["Harbour 9"]
    assert not PendingPush.objects.exists()


def test_a_company_that_is_gone_is_taken_off_the_server(db):
    company, _ = indexed("Harbour One", "Harbour Two")
    pushed()

    Company.objects.filter(pk=company.pk).update(hidden_at=timezone.now())
    actions.index_companies([company.pk])
    pushed()

    assert found() == ["Harbour Two"]


def test_nothing_old_overwrites_what_is_new_and_a_deletion_is_not_undone(db):
    [company] = indexed("Harbour New")
    pushed()
    old = IndexEntry.objects.get(pk=company.pk)
    old.version, old.payload = old.version - 1, {"name": "Harbour Old"}

    assert server_index.write([old], {}, into=server_index.serving()) == set()
    server_index.refresh()
    assert found() == ["Harbour New"]

    server_index.write([], {company.pk: old.version + 2}, into=server_index.serving())
    server_index.write([old], {}, into=server_index.serving())
    server_index.refresh()
    assert found() == []


@pytest.mark.usefixtures("no_longer_than_in_production")
def test_when_nobody_listens_the_database_answers_at_once_and_what_changes_waits(db, settings):
    server = settings.SEARCH_URL
    settings.SEARCH_URL = NOBODY_LISTENS
    indexed("Harbour One")

    begun = time.monotonic()
    results = engine().search(search_query(**QUERY))
    assert time.monotonic() - begun < 1.5
    assert results.is_standby
    assert [hit.payload["name"] for hit in results.hits] == ["Harbour One"]
    assert [count.number for count in engine().count([search_query(**QUERY)])] == [1]
    assert [one.payload["name"] for one in engine().suggest(search_query(text="harb", scope="companies"))] == [
        "Harbour One"
    ]
    assert mirror.push() == 0
    assert PendingPush.objects.count() == 1

    settings.SEARCH_URL = server
    cache.delete(RESTING)
    pushed()
    assert found() == ["Harbour One"]
    assert not PendingPush.objects.exists()


@pytest.mark.usefixtures("no_longer_than_in_production")
def test_a_server_that_never_answers_costs_less_than_a_second_and_a_half_once(db, settings):
    indexed("Harbour One")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SEARCH_URL = f"elasticsearch://127.0.0.1:{silent.getsockname()[1]}/x"
        taken = []
        for _ in range(2):
            begun = time.monotonic()
            assert engine().search(search_query(**QUERY)).is_standby
            taken.append(time.monotonic() - begun)

    assert taken[0] < 1.5
    assert taken[1] < 0.5


def test_a_full_server_is_searched_on_and_what_it_refused_is_caught_up(db):
    indexed("Harbour One")
    pushed()
    name = server_index.serving_names()[0]
    writer = server_index.writer()
    writer.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": True})
    try:
        indexed("Harbour Two")
        assert mirror.push() == 0
        assert PendingPush.objects.count() == 1
        assert found() == ["Harbour One"]
    finally:
        writer.indices.put_settings(index=name, settings={"index.blocks.read_only_allow_delete": None})

    pushed()
    assert found() == ["Harbour One", "Harbour Two"]


def test_a_rebuild_loses_nothing_that_changes_meanwhile(db, monkeypatch):
    monkeypatch.setattr("search_index.mirror.BATCH", 2)
    first, second, _, _, fifth = indexed(*(f"Harbour {number}" for number in range(5)))
    pushed()
    before = server_index.serving_names()
    told = []

    def meanwhile(done: int) -> None:
        told.append(done)
        if done == 2:
            Company.objects.filter(pk=first.pk).update(name="Harbour Changed")
            Company.objects.filter(pk=fifth.pk).update(name="Harbour Last")
            Company.objects.filter(pk=second.pk).update(hidden_at=timezone.now())
            actions.index_companies([first.pk, fifth.pk, second.pk])
            indexed("Harbour Born")
            mirror.push()

    mirror.rebuild(meanwhile)
    server_index.refresh()

    assert told[:2] == [2, 4]
    assert found() == ["Harbour 2", "Harbour 3", "Harbour Born", "Harbour Changed", "Harbour Last"]
    assert len(server_index.serving_names()) == 1
    assert server_index.serving_names() != before
    assert mirror.compare() == 0


def test_a_rebuild_that_was_killed_goes_on_where_it_stood(db, monkeypatch):
    monkeypatch.setattr("search_index.mirror.BATCH", 2)
    indexed(*(f"Harbour {number}" for number in range(6)))

    def killed(done: int) -> None:
        if done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mirror.rebuild(killed)
    assert IndexRebuild.objects.get().copied == 4
    assert found() == []

    told: list[int] = []
    assert mirror.rebuild(told.append) == 6
    assert told == [6]
    assert len(found()) == 6
    assert not IndexRebuild.objects.exists()


def test_the_comparison_repairs_what_is_missing_different_or_left_over_on_the_server(db):
    one, two, three = indexed("Harbour One", "Harbour Two", "Harbour Three")
    pushed()
    wrong = IndexEntry.objects.get(pk=two.pk)
    wrong.version, wrong.digest, wrong.payload = wrong.version + 1, "x", {"name": "Harbour Wrong"}
    ghost = IndexEntry.objects.get(pk=three.pk)
    ghost.company_id, ghost.version = 999_999_999, 1
    PendingPush.objects.create(company_id=0).delete()  # versions are behind those of the wrong document
    server_index.write(
        [wrong, ghost], {one.pk: IndexEntry.objects.get(pk=one.pk).version + 1}, into=server_index.serving()
    )
    server_index.refresh()

    PendingPush.objects.create(company_id=0).delete()
    assert actions.compare_index().repaired == 3
    server_index.refresh()

    assert found() == ["Harbour One", "Harbour Three", "Harbour Two"]
    assert actions.compare_index().repaired == 0


def test_the_commands_rebuild_compare_and_say_so(db, capsys, settings):
    indexed("Harbour One")

    call_command("rebuild_index")
    assert "1 companies in a new index, which answers now" in capsys.readouterr().out
    assert found() == ["Harbour One"]

    call_command("rebuild_index", "--compare")
    assert "1 companies compared, 0 entries" in capsys.readouterr().out

    settings.SEARCH_URL = NOBODY_LISTENS
    with pytest.raises(CommandError, match="run the command again to go on"):
        call_command("rebuild_index")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The search server does not answer at the moment"), ("fr", "Le serveur de recherche ne répond pas")],
)
def test_the_page_says_that_the_database_answers(client, settings, language, sentence):
    settings.SEARCH_URL = NOBODY_LISTENS

    page = client.get(f"/{language}/search/?q=harbour").content.decode()

    assert sentence in page


def test_the_server_forgets_a_closed_company(acme, owner_of, relay_outbox):
    def held() -> str:
        pushed()
        return str(server_index.writer().search(index=server_index.serving(), size=100).body).casefold()

    complete(acme, owner_of(acme))
    Company.objects.filter(pk=acme.pk).update(name="Plorthex", trade_name="", offer="Plorthex for towns")
    actions.index_companies([acme.pk])
    assert "plorthex" in held()

    erase_company(Company.objects.get(pk=acme.pk))
    relay_outbox()

    assert "plorthex" not in held()
    assert not IndexEntry.objects.filter(pk=acme.pk).exists()
