"""The socket says that something is new, to the company's readers and to nobody else."""

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer

from companies import consumers
from companies.models import Member
from connections.messaging import actions
from connections.messaging.groups import company_group
from tests.factories.companies import MemberFactory
from tests.sockets import Socket, in_a_loop


@pytest.fixture(autouse=True)
def one_connection(monkeypatch):
    """Channels closes connections around each query, and with it the transaction of the test."""
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)


@pytest.fixture
def send(django_capture_on_commit_callbacks):
    """Write as the page does: what is announced goes out when the transaction has committed."""

    def committed(**message):
        with django_capture_on_commit_callbacks(execute=True):
            actions.send_message(**message)

    return committed


@in_a_loop
async def test_a_message_gives_both_companies_a_hint_without_its_text(conversation, client_of, alice, bob, send):
    hers, his = Socket(await sync_to_async(client_of)(alice)), Socket(await sync_to_async(client_of)(bob))
    assert await hers.connect()
    assert await his.connect()

    await sync_to_async(send)(acting=bob, conversation=conversation, text="Secret")

    hint = {"type": "conversation", "id": conversation.pk, "sequence": 2}
    assert await hers.hear() == hint
    assert await his.hear() == hint
    await hers.disconnect()
    await his.disconnect()


@in_a_loop
async def test_a_third_company_hears_nothing(conversation, client_of, bob, carol, send):
    theirs = Socket(await sync_to_async(client_of)(carol))
    await theirs.connect()

    await sync_to_async(send)(acting=bob, conversation=conversation, text="Secret")

    assert await theirs.receive_nothing()
    await theirs.disconnect()


@in_a_loop
async def test_a_visitor_is_refused(db):
    assert not await Socket(None).connect()


@in_a_loop
async def test_a_role_that_does_not_read_messages_is_refused(acme, client_of):
    billing = await sync_to_async(MemberFactory)(company=acme, role="billing")

    assert not await Socket(await sync_to_async(client_of)(billing)).connect()


@in_a_loop
async def test_a_former_member_is_refused(alice, client_of):
    client = await sync_to_async(client_of)(alice)
    await Member.objects.filter(pk=alice.pk).aupdate(ended_at="2026-01-01T00:00Z")

    assert not await Socket(client).connect()


@in_a_loop
async def test_who_leaves_is_cut_off_at_the_next_hint(conversation, alice, client_of, monkeypatch):
    monkeypatch.setattr(consumers, "SECONDS_BETWEEN_CHECKS", -1)
    hers = Socket(await sync_to_async(client_of)(alice))
    await hers.connect()
    await Member.objects.filter(pk=alice.pk).aupdate(ended_at="2026-01-01T00:00Z")

    hint = {"type": "conversation.hint", "id": conversation.pk, "sequence": 2}
    await get_channel_layer().group_send(company_group(alice.company_id), hint)

    assert await hers.receive_output() == {"type": "websocket.close", "code": consumers.NOT_ALLOWED}


@in_a_loop
async def test_what_a_page_says_changes_nothing(conversation, alice, client_of):
    hers = Socket(await sync_to_async(client_of)(alice))
    await hers.connect()

    await hers.say({"type": "conversation", "id": conversation.pk, "text": "Hello"})

    assert await hers.receive_nothing()
    assert await conversation.messages.acount() == 1
    await hers.disconnect()
