"""Blocking: silent, at once, and consulted by everything that reaches a company."""

import pytest

from connections import actions
from connections.exceptions import NotReachable, WithItself
from connections.models import Block, Connection, Follow, Introduction
from connections.querysets import reachable_by
from network.notifications.models import Notification
from tests.factories.companies import CompanyFactory
from tests.factories.connections import BlockFactory, FollowFactory


def test_a_block_ends_what_was_between_and_tells_nobody(alice, bob, acme, borg):
    FollowFactory(follower=acme, followed=borg)
    FollowFactory(follower=borg, followed=acme)
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")
    actions.confirm_connection(acting=bob, connection=connection)
    Notification.objects.all().delete()

    actions.block(acting=bob, company=acme)

    assert not Follow.objects.exists()
    assert not Connection.objects.exists()
    assert not Notification.objects.exists()


def test_a_block_withdraws_our_waiting_request_and_returns_its_unit(ask, alice, borg, acme, units_used):
    introduction = ask()

    actions.block(acting=alice, company=borg)

    introduction.refresh_from_db()
    assert introduction.state == "withdrawn"
    assert units_used(acme) == 0


def test_a_request_of_the_blocked_company_disappears_for_the_blocker_only(ask, alice, bob, acme, borg):
    introduction = ask()

    actions.block(acting=bob, company=acme)

    introduction.refresh_from_db()
    assert list(Introduction.objects.waiting_for(borg)) == []
    assert list(Introduction.objects.received_by(borg)) == []
    assert introduction.state_for(acme.pk) == "pending"


def test_the_blocked_company_cannot_ask_and_pays_nothing(ask, bob, acme, units_used):
    actions.block(acting=bob, company=acme)

    with pytest.raises(NotReachable):
        ask()

    assert not Introduction.objects.exists()
    assert units_used(acme) == 0


def test_unblocking_lets_the_company_ask_again(ask, bob, acme):
    actions.block(acting=bob, company=acme)

    actions.unblock(acting=bob, company=acme)

    assert ask().state == "pending"
    assert not Block.objects.exists()


def test_blocking_twice_is_blocking_once(bob, acme):
    actions.block(acting=bob, company=acme)

    actions.block(acting=bob, company=acme)

    assert Block.objects.count() == 1


def test_nobody_blocks_itself(bob, borg):
    with pytest.raises(WithItself):
        actions.block(acting=bob, company=borg)

    assert not Block.objects.exists()


def test_reachable_are_claimed_visible_companies_without_a_block(acme, borg, cyan):
    CompanyFactory(claimed_at=None)
    other = CompanyFactory(name="Dune")
    BlockFactory(blocker=borg, blocked=acme)
    BlockFactory(blocker=acme, blocked=cyan)

    assert list(reachable_by(acme)) == [other]
