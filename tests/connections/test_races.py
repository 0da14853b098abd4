"""Two hands at once: real threads on a real PostgreSQL."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections, transaction

from connections import actions
from connections.exceptions import AlreadyAnswered, AlreadyAsked, AlreadyConnected
from connections.messaging import actions as messaging
from connections.messaging.models import Conversation, Message, Participation
from connections.models import Connection, Introduction
from network.common.exceptions import Refusal
from premium.models import QuotaEntry
from tests.factories.companies import MemberFactory
from tests.factories.messaging import make_conversation

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def patient_locks():
    """On a busy machine eight hands wait longer for one row than a web request may."""
    options = connection.settings_dict["OPTIONS"]
    kept = options.get("options")
    options["options"] = "-c lock_timeout=30000"
    yield
    options["options"] = kept


def at_once(acts):
    """Run the acts in threads that all begin together; a refusal is an outcome, anything else a failure."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=30)
            return act()
        except Refusal as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_colleagues_who_accept_at_once_open_one_conversation(ask, bob, borg):
    colleague = MemberFactory(company=borg, role="sales")
    introduction = ask()

    opened = at_once(
        [
            lambda member=member: messaging.accept_introduction(acting=member, introduction=introduction)
            for member in (bob, colleague)
        ]
    )

    assert opened[0] == opened[1] == Conversation.objects.get()
    assert Message.objects.count() == 1
    assert QuotaEntry.objects.get().state == "committed"


def test_the_page_and_the_worker_open_one_conversation(ask, bob):
    introduction = ask()
    actions.accept_introduction(acting=bob, introduction=introduction)

    opened = at_once([lambda: messaging.open_for_introduction(introduction.pk)] * 4)

    assert set(opened) == {Conversation.objects.get()}
    assert Message.objects.count() == 1


def test_accepting_and_declining_at_once_has_one_outcome(ask, bob, borg):
    colleague = MemberFactory(company=borg, role="sales")
    introduction = ask()

    outcomes = at_once(
        [
            lambda: messaging.accept_introduction(acting=bob, introduction=introduction),
            lambda: actions.decline_introduction(acting=colleague, introduction=introduction),
        ]
    )

    introduction.refresh_from_db()
    assert sum(isinstance(outcome, AlreadyAnswered) for outcome in outcomes) == 1
    assert Conversation.objects.count() == (1 if introduction.state == "accepted" else 0)


def test_withdrawing_and_opening_at_once_settle_the_unit_once(ask, alice, bob, acme, units_used):
    introduction = ask()

    at_once(
        [
            lambda: actions.withdraw_introduction(acting=alice, introduction=introduction),
            lambda: actions.open_introduction(acting=bob, introduction=introduction),
        ]
    )

    introduction.refresh_from_db()
    assert introduction.state == "withdrawn"
    assert units_used(acme) == (1 if introduction.opened_at else 0)


def test_two_colleagues_who_ask_at_once_spend_one_unit(acme, alice, borg, units_used):
    colleague = MemberFactory(company=acme, role="sales")
    words = {"purpose_kind": "buy", "purpose": "A warehouse", "benefit": "400 parcels"}

    outcomes = at_once(
        [
            lambda member=member: actions.request_introduction(acting=member, company=borg, **words)
            for member in (alice, colleague)
        ]
    )

    assert sum(isinstance(outcome, AlreadyAsked) for outcome in outcomes) == 1
    assert Introduction.objects.count() == 1
    assert units_used(acme) == 1


def test_both_sides_proposing_at_once_make_one_connection(alice, bob, acme, borg):
    outcomes = at_once(
        [
            lambda: actions.propose_connection(acting=alice, company=borg, kind="supplier"),
            lambda: actions.propose_connection(acting=bob, company=acme, kind="client"),
        ]
    )

    assert sum(isinstance(outcome, AlreadyConnected) for outcome in outcomes) == 1
    assert Connection.objects.count() == 1


def number_without_lock(conversation_id, together):
    """What `send_message` would do without its lock: read the last number, add one."""
    with transaction.atomic():
        last = Conversation.objects.get(pk=conversation_id).sequence
        together.wait(timeout=30)
        Conversation.objects.filter(pk=conversation_id).update(sequence=last + 1)
        return last + 1


def test_without_the_lock_two_messages_get_one_number(alice, borg):
    conversation = make_conversation(alice.company, borg, messages=1)
    together = Barrier(2)

    numbers = at_once([lambda: number_without_lock(conversation.pk, together)] * 2)

    assert numbers == [2, 2]


def test_with_the_lock_eight_writers_get_strictly_increasing_numbers(alice, bob, borg):
    conversation = make_conversation(alice.company, borg, messages=1)
    each = 5

    def write(member):
        return [
            messaging.send_message(acting=member, conversation=conversation, text="Hello").sequence
            for _number in range(each)
        ]

    written = at_once([lambda member=member: write(member) for member in [alice, bob] * 4])

    assert all(numbers == sorted(numbers) for numbers in written)
    stored = list(conversation.messages.order_by("pk").values_list("sequence", flat=True))
    assert stored == list(range(1, 2 + 8 * each))
    conversation.refresh_from_db()
    assert conversation.sequence == 1 + 8 * each
    assert (
        Participation.objects.filter(conversation=conversation, last_message_at=conversation.last_message_at).count()
        == 2
    )
