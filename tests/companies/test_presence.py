"""Who is in which section: shown to colleagues only, forgotten when nothing is heard."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from channels.layers import InMemoryChannelLayer, get_channel_layer
from django.utils import timezone

from companies.actions.presence import be_present, go_away
from companies.actions.sections import save_section
from companies.actions.staff import change_role, remove_member
from companies.models import EditingPresence
from companies.roles import Role
from companies.selectors.presence import CLAIM_ENDS_AFTER, SILENT_AFTER, people_by_section, people_in
from network.common import pushes
from network.common.models import Push
from tests.factories.companies import MemberFactory
from tests.sockets import Socket, in_a_loop

PAGE = "/ws/page/"


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """Channels closes connections around each query, and with it the transaction of the test."""
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act, **_: act())


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def ana(acme):
    return MemberFactory(company=acme, role=Role.EDITOR, user__name="Ana Ferreira")


@pytest.fixture
def bob(borg, owner_of):
    return owner_of(borg)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Ana Ferreira is writing here"), ("fr", "Ana Ferreira écrit ici")],
)
def test_a_colleague_who_writes_is_named_to_the_others(alice, ana, bob, client_of, language, words):
    be_present(acting=ana, kind="presentation", is_typing=True)

    def page_of(member):
        return client_of(member).get(f"/{language}/page/edit/presentation/").content.decode()

    assert words in page_of(alice)
    assert f">{words}<" not in page_of(ana)
    assert "Ana Ferreira" not in page_of(bob)


def test_the_soft_claim_ends_before_the_presence(alice, ana, time_machine):
    time_machine.move_to("2026-11-23 09:00:00+00:00", tick=False)
    be_present(acting=ana, kind="presentation", is_typing=True)

    time_machine.shift(CLAIM_ENDS_AFTER)
    be_present(acting=ana, kind="presentation")
    quiet = people_by_section(ana.company_id)["presentation"]
    time_machine.shift(SILENT_AFTER)

    assert [(person.name, person.is_writing) for person in quiet] == [("Ana Ferreira", False)]
    assert people_by_section(ana.company_id) == {}


def test_without_a_socket_the_page_says_and_hears_the_same(alice, ana, client_of):
    hers = client_of(ana).post("/en/page/edit/places/presence/", {"typing": "1"})
    mine = client_of(alice).post("/en/page/edit/presentation/presence/").json()["sections"]
    asked = client_of(ana).post("/en/page/edit/identity/presence/", {"act": "ask"}).json()["sections"]
    client_of(ana).post("/en/page/edit/places/presence/", {"act": "leave"})

    assert hers.status_code == 200
    assert mine["places"] == [{"id": ana.user_id, "name": "Ana Ferreira", "writing": True}]
    assert asked.keys() == {"places", "presentation"}
    assert list(people_by_section(ana.company_id)) == ["presentation"]


def test_forgotten_presences_are_swept(alice, ana):
    be_present(acting=ana, kind="places")
    EditingPresence.objects.update(seen_at=timezone.now() - timedelta(hours=2))

    be_present(acting=alice, kind="places")

    assert list(EditingPresence.objects.values_list("user_id", flat=True)) == [alice.user_id]


@in_a_loop
async def test_who_comes_writes_and_goes_is_told_at_once_and_only_once(alice, ana, bob, client_of):
    hers = Socket(await sync_to_async(client_of)(ana), PAGE)
    mine = Socket(await sync_to_async(client_of)(alice), PAGE)
    theirs = Socket(await sync_to_async(client_of)(bob), PAGE)
    assert await hers.connect()
    assert await mine.connect()
    assert await theirs.connect()

    await hers.say({"here": "presentation", "typing": False})
    opened = await mine.hear()
    await hers.say({"here": "presentation", "typing": False})
    await hers.say({"here": "presentation", "typing": True})
    writes = await mine.hear()
    await hers.say({"here": "presentation", "typing": True})
    await hers.disconnect()
    gone = await mine.hear()

    person = {"id": ana.user_id, "name": "Ana Ferreira", "writing": False}
    assert opened == {"type": "presence", "section": "presentation", "people": [person]}
    assert writes["people"] == [{**person, "writing": True}]
    assert gone["people"] == []
    assert await mine.receive_nothing()
    assert await theirs.receive_nothing()
    await mine.disconnect()
    await theirs.disconnect()


@in_a_loop
async def test_a_published_section_is_told_to_open_pages(alice, ana, client_of):
    mine = Socket(await sync_to_async(client_of)(alice), PAGE)
    assert await mine.connect()

    await sync_to_async(save_section)(acting=ana, kind="presentation", content={"text": "Ours."}, base_version=0)

    assert await mine.hear() == {"type": "published", "section": "presentation", "version": 1, "name": "Ana Ferreira"}
    await mine.disconnect()


@in_a_loop
async def test_a_removed_colleague_is_cut_off_at_once(alice, ana, client_of):
    hers = Socket(await sync_to_async(client_of)(ana), PAGE)
    await hers.connect()

    await sync_to_async(remove_member)(acting=alice, member=ana)

    assert await hers.receive_output() == {"type": "websocket.close", "code": 4403}


@in_a_loop
async def test_a_changed_role_that_may_still_listen_goes_on(alice, ana, client_of):
    hers = Socket(await sync_to_async(client_of)(ana), PAGE)
    await hers.connect()

    await sync_to_async(change_role)(acting=alice, member=ana, role=Role.ADMIN)

    assert await hers.receive_nothing()
    await hers.disconnect()


@in_a_loop
async def test_nonsense_from_a_page_changes_nothing(ana, client_of):
    hers = Socket(await sync_to_async(client_of)(ana), PAGE)
    await hers.connect()

    for words in ([], {"here": 7}, {"here": "no-such-section"}, {"typing": True}):
        await hers.say(words)

    assert await hers.receive_nothing()
    assert not await EditingPresence.objects.aexists()
    await hers.disconnect()


@in_a_loop
async def test_what_the_worker_pushes_arrives_by_sequence_number(alice, client_of, monkeypatch):
    monkeypatch.setattr(pushes, "SECONDS_BETWEEN_LOOKS", 0.05)
    mine = Socket(await sync_to_async(client_of)(alice), PAGE)
    await mine.connect()
    monkeypatch.setattr(pushes, "_is_in_worker", lambda: True)

    await sync_to_async(save_section)(
        acting=None,
        company=alice.company,
        system="import",
        kind="presentation",
        content={"text": "Ours."},
        base_version=0,
    )

    is_embedded = isinstance(get_channel_layer(), InMemoryChannelLayer)
    assert await Push.objects.aexists() == is_embedded
    assert (await mine.hear())["version"] == 1
    await mine.disconnect()


def test_leaving_a_section_nobody_opened_is_no_news(ana):
    go_away(acting=ana, kind="places")

    assert not EditingPresence.objects.exists()


@in_a_loop
async def test_colleagues_who_hear_of_one_change_read_it_once(alice, ana, client_of, monkeypatch):
    readings = []

    def counted(company_id, section):
        readings.append(section)
        return people_in(company_id, section)

    monkeypatch.setattr("companies.consumers.people_in", counted)
    sockets = [Socket(await sync_to_async(client_of)(alice), PAGE) for _window in range(5)]
    for socket in sockets:
        assert await socket.connect()

    for is_typing in (False, True):
        await sync_to_async(be_present)(acting=ana, kind="presentation", is_typing=is_typing)
        heard = [await socket.hear() for socket in sockets]
        assert [frame["people"][0]["writing"] for frame in heard] == [is_typing] * 5

    assert readings == ["presentation", "presentation"]
    for socket in sockets:
        await socket.disconnect()
