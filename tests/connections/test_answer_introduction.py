"""Opening, accepting, declining, withdrawing and expiring; where the unit goes each time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.exceptions import RoleTooSmall
from connections import actions
from connections.exceptions import AlreadyAnswered, AlreadyAsked, NotYours
from connections.messaging.models import Conversation
from connections.models import Introduction
from network.common.models import OutboxEvent
from network.notifications.models import Notification
from premium.models import QuotaEntry


def unit_of(introduction) -> str:
    return QuotaEntry.objects.get(key=introduction.quota_key).state


def pass_the_deadline(introduction) -> None:
    past = timezone.now() - timedelta(minutes=1)
    Introduction.objects.filter(pk=introduction.pk).update(expires_at=past)
    OutboxEvent.objects.filter(topic="introduction.expire").update(run_at=past)


def test_opening_spends_the_unit(ask, bob):
    introduction = ask()

    actions.open_introduction(acting=bob, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.opened_at is not None
    assert unit_of(introduction) == "committed"


def test_the_asking_side_does_not_open_its_own_request(ask, alice):
    introduction = ask()

    with pytest.raises(NotYours):
        actions.open_introduction(acting=alice, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.opened_at is None
    assert unit_of(introduction) == "reserved"


def test_accepting_spends_the_unit_and_tells_the_asking_side(ask, bob, alice):
    introduction = ask()

    actions.accept_introduction(acting=bob, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "accepted"
    assert unit_of(introduction) == "committed"
    assert Notification.objects.get(user=alice.user).kind == "introduction_accepted"


def test_the_outbox_opens_the_conversation_when_the_page_did_not(ask, bob, relay_outbox):
    introduction = ask()
    actions.accept_introduction(acting=bob, introduction=introduction)
    assert not Conversation.objects.exists()

    relay_outbox()

    assert Conversation.objects.get().introduction == introduction


def test_only_the_asked_company_answers(ask, alice, carol):
    introduction = ask()

    for stranger in (alice, carol):
        with pytest.raises(NotYours):
            actions.accept_introduction(acting=stranger, introduction=introduction)
        with pytest.raises(NotYours):
            actions.decline_introduction(acting=stranger, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "pending"


def test_declining_is_free_silent_and_keeps_its_reason_private(ask, bob, alice, acme, borg):
    introduction = ask()

    actions.decline_introduction(acting=bob, introduction=introduction, reason="A competitor of our client")

    introduction.refresh_from_db()
    assert introduction.state_for(borg.pk) == "declined"
    assert introduction.state_for(acme.pk) == "pending"
    assert not Notification.objects.filter(user=alice.user).exists()
    assert introduction.decline_reason == "A competitor of our client"


def test_a_declined_request_reads_as_unanswered_after_14_days(ask, bob, acme):
    introduction = ask()
    actions.decline_introduction(acting=bob, introduction=introduction)

    pass_the_deadline(introduction)

    introduction.refresh_from_db()
    assert introduction.state_for(acme.pk) == "expired"


def test_asking_again_after_a_silent_decline_reads_as_still_waiting(ask, bob):
    actions.decline_introduction(acting=bob, introduction=ask())

    with pytest.raises(AlreadyAsked):
        ask()

    assert Introduction.objects.count() == 1


def test_withdrawing_before_it_was_read_returns_the_unit(ask, alice, acme, units_used):
    introduction = ask()

    actions.withdraw_introduction(acting=alice, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "withdrawn"
    assert unit_of(introduction) == "released"
    assert units_used(acme) == 0


def test_withdrawing_after_it_was_read_keeps_the_unit(ask, alice, bob, acme, units_used):
    introduction = ask()
    actions.open_introduction(acting=bob, introduction=introduction)

    actions.withdraw_introduction(acting=alice, introduction=introduction)

    assert unit_of(introduction) == "committed"
    assert units_used(acme) == 1


def test_withdrawing_a_silently_declined_request_looks_the_same(ask, alice, bob, acme, borg):
    introduction = ask()
    actions.decline_introduction(acting=bob, introduction=introduction)

    actions.withdraw_introduction(acting=alice, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state_for(acme.pk) == "withdrawn"
    assert introduction.state_for(borg.pk) == "declined"


def test_an_answered_request_cannot_be_withdrawn_or_answered_again(ask, alice, bob):
    introduction = ask()
    actions.accept_introduction(acting=bob, introduction=introduction)

    with pytest.raises(AlreadyAnswered):
        actions.withdraw_introduction(acting=alice, introduction=introduction)
    with pytest.raises(AlreadyAnswered):
        actions.decline_introduction(acting=bob, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "accepted"


def test_the_asked_side_cannot_withdraw(ask, bob):
    introduction = ask()

    with pytest.raises(NotYours):
        actions.withdraw_introduction(acting=bob, introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "pending"


def test_after_14_days_the_worker_settles_it_and_the_unit_comes_back(ask, acme, units_used, relay_outbox):
    introduction = ask()
    pass_the_deadline(introduction)

    relay_outbox()

    introduction.refresh_from_db()
    assert introduction.state == "expired"
    assert unit_of(introduction) == "released"
    assert units_used(acme) == 0


def test_a_request_that_was_read_keeps_its_unit_when_it_expires(ask, bob, acme, units_used, relay_outbox):
    introduction = ask()
    actions.open_introduction(acting=bob, introduction=introduction)
    pass_the_deadline(introduction)

    relay_outbox()

    introduction.refresh_from_db()
    assert introduction.state == "expired"
    assert units_used(acme) == 1


def test_the_deadline_counts_before_the_worker_has_noticed_it(ask, bob, acme, borg):
    introduction = ask()
    pass_the_deadline(introduction)
    introduction.refresh_from_db()

    with pytest.raises(AlreadyAnswered):
        actions.accept_introduction(acting=bob, introduction=introduction)

    assert introduction.state_for(acme.pk) == introduction.state_for(borg.pk) == "expired"
    assert list(Introduction.objects.waiting_for(borg)) == []


def test_an_accepted_request_is_left_alone_at_its_deadline(ask, bob, relay_outbox):
    introduction = ask()
    actions.accept_introduction(acting=bob, introduction=introduction)
    pass_the_deadline(introduction)

    relay_outbox()

    introduction.refresh_from_db()
    assert introduction.state == "accepted"


def test_an_analyst_does_not_answer(ask, borg):
    from tests.factories.companies import MemberFactory

    introduction = ask()

    with pytest.raises(RoleTooSmall):
        actions.accept_introduction(acting=MemberFactory(company=borg, role="analyst"), introduction=introduction)

    introduction.refresh_from_db()
    assert introduction.state == "pending"
