"""Conversations: opened once, numbered, unread until somebody has read, refused when newer words arrived."""

import pytest

from companies.exceptions import RoleTooSmall
from connections import actions as connections
from connections.exceptions import AlreadyAnswered, BlockedByUs
from connections.messaging import actions
from connections.messaging.exceptions import ConversationClosed, NewerMessages
from connections.messaging.models import Conversation, Message, Participation
from network.common.models import OutboxEvent
from network.notifications.models import Notification
from tests.factories.companies import MemberFactory


def side_of(conversation, member) -> Participation:
    return Participation.objects.get(conversation=conversation, company=member.company)


def test_accepting_opens_a_conversation_with_what_was_asked(ask, bob, alice, acme, borg):
    introduction = ask(purpose="A warehouse near Lyon\nFrom January", benefit="400 parcels a day")

    conversation = actions.accept_introduction(acting=bob, introduction=introduction)

    first = conversation.messages.get()
    assert first.text == "A warehouse near Lyon\nFrom January\n\n400 parcels a day"
    assert (first.author_company, first.author, first.sequence) == (acme, alice.user, 1)
    assert conversation.subject == "A warehouse near Lyon"
    assert {side.company: side.other for side in conversation.participations.all()} == {acme: borg, borg: acme}


def test_a_second_acceptance_and_the_outbox_find_the_same_conversation(ask, bob, relay_outbox):
    introduction = ask()
    first = actions.accept_introduction(acting=bob, introduction=introduction)

    second = actions.accept_introduction(acting=bob, introduction=introduction)
    relay_outbox()

    assert first == second
    assert Conversation.objects.count() == 1
    assert Message.objects.count() == 1


def test_a_waiting_request_opens_nothing(ask):
    with pytest.raises(AlreadyAnswered):
        actions.open_for_introduction(ask().pk)

    assert not Conversation.objects.exists()


def test_both_sides_write_in_turn(conversation, alice, bob):
    actions.send_message(acting=bob, conversation=conversation, text="Good morning")
    actions.send_message(acting=alice, conversation=conversation, text="Hello Borg")

    assert [message.sequence for message in conversation.messages.all()] == [1, 2, 3]
    conversation.refresh_from_db()
    assert (conversation.sequence, conversation.last_excerpt) == (3, "Hello Borg")


def test_a_message_is_unread_for_the_other_side_until_it_is_read(conversation, alice, bob):
    actions.send_message(acting=bob, conversation=conversation, text="One")
    actions.send_message(acting=bob, conversation=conversation, text="Two")
    assert side_of(conversation, alice).unread_count == 2
    assert side_of(conversation, bob).unread_count == 0

    actions.mark_read(acting=alice, participation=side_of(conversation, alice), sequence=3)

    assert side_of(conversation, alice).unread_count == 0
    assert side_of(conversation, alice).last_read_sequence == 3


def test_reading_up_to_the_first_leaves_the_second_unread(conversation, alice, bob):
    actions.send_message(acting=bob, conversation=conversation, text="One")
    actions.send_message(acting=bob, conversation=conversation, text="Two")

    actions.mark_read(acting=alice, participation=side_of(conversation, alice), sequence=2)

    assert side_of(conversation, alice).unread_count == 1


def test_one_mail_goes_out_until_the_conversation_is_read(conversation, alice, bob):
    for text in ("One", "Two", "Three"):
        actions.send_message(acting=bob, conversation=conversation, text=text)
    news = Notification.objects.filter(user=alice.user, kind="message_received")
    assert news.count() == 1

    actions.mark_read(acting=alice, participation=side_of(conversation, alice), sequence=4)
    actions.send_message(acting=bob, conversation=conversation, text="Four")

    assert news.count() == 2


def test_members_who_read_messages_are_told_and_billing_is_not(conversation, alice, bob, acme, anton):
    billing = MemberFactory(company=acme, role="billing")

    actions.send_message(acting=bob, conversation=conversation, text="One")

    told = set(Notification.objects.filter(kind="message_received").values_list("user_id", flat=True))
    assert told == {alice.user_id, anton.user_id}
    assert billing.user_id not in told


def test_newer_messages_refuse_the_send_and_the_second_attempt_goes_through(conversation, alice, bob):
    actions.send_message(acting=bob, conversation=conversation, text="One")
    actions.send_message(acting=bob, conversation=conversation, text="Two")

    with pytest.raises(NewerMessages) as refused:
        actions.send_message(acting=alice, conversation=conversation, text="Mine", last_seen=1)
    assert refused.value.count == 2
    assert not Message.objects.filter(text="Mine").exists()

    assert actions.send_message(acting=alice, conversation=conversation, text="Mine", last_seen=3).sequence == 4


def test_a_colleague_who_answered_meanwhile_counts_as_newer(conversation, alice, acme):
    sales = MemberFactory(company=acme, role="sales")
    actions.send_message(acting=sales, conversation=conversation, text="I answer")

    with pytest.raises(NewerMessages):
        actions.send_message(acting=alice, conversation=conversation, text="I answer too", last_seen=1)

    assert conversation.messages.count() == 2


def test_ones_own_newer_message_does_not_refuse(conversation, alice):
    actions.send_message(acting=alice, conversation=conversation, text="From the other tab")

    assert (
        actions.send_message(acting=alice, conversation=conversation, text="From this one", last_seen=1).sequence == 3
    )


def test_a_provider_without_a_pack_answers(conversation, bob):
    assert actions.send_message(acting=bob, conversation=conversation, text="Yes").sequence == 2


def test_an_analyst_reads_and_does_not_write(conversation, anton):
    with pytest.raises(RoleTooSmall):
        actions.send_message(acting=anton, conversation=conversation, text="Hello")

    assert conversation.messages.count() == 1


def test_a_block_closes_the_conversation_without_saying_so(conversation, alice, bob, acme):
    connections.block(acting=bob, company=acme)

    with pytest.raises(ConversationClosed):
        actions.send_message(acting=alice, conversation=conversation, text="Hello")
    with pytest.raises(BlockedByUs):
        actions.send_message(acting=bob, conversation=conversation, text="Hello")

    assert conversation.messages.count() == 1


def test_the_acceptance_is_kept_for_the_worker(ask, bob):
    introduction = ask()

    actions.accept_introduction(acting=bob, introduction=introduction)

    assert OutboxEvent.objects.get(topic="introduction.accepted").key == str(introduction.pk)
