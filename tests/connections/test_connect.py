"""Connections: one side proposes a kind, the other confirms it."""

import pytest

from companies.exceptions import RoleTooSmall
from companies.models import JournalEntry
from connections import actions
from connections.exceptions import (
    AlreadyAnswered,
    AlreadyConnected,
    ConnectionWasDeclined,
    NobodyThere,
    NotYours,
)
from connections.models import Connection
from network.notifications.models import Notification
from tests.factories.companies import CompanyFactory


def test_the_proposal_waits_for_the_other_side(alice, borg, bob):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")

    assert connection.state == "proposed"
    assert list(Connection.objects.proposed_to(borg)) == [connection]
    assert list(Connection.objects.proposed_to(alice.company)) == []
    assert Notification.objects.get(user=bob.user).kind == "connection_proposed"


@pytest.mark.parametrize(
    ("kind", "for_the_other"),
    [("client", "Supplier"), ("supplier", "Client"), ("partner", "Partner"), ("press", "Covered by us")],
)
def test_each_side_reads_the_kind_from_its_own_seat(alice, borg, kind, for_the_other, settings):
    settings.LANGUAGE_CODE = "en"
    connection = actions.propose_connection(acting=alice, company=borg, kind=kind)

    from django.utils import translation

    with translation.override("en"):
        assert str(connection.kind_for(alice.company_id)) == kind.capitalize()
        assert str(connection.kind_for(borg.pk)) == for_the_other


def test_confirming_connects_both(alice, bob, borg, acme):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")

    actions.confirm_connection(acting=bob, connection=connection)

    assert Connection.objects.touching(acme.pk).confirmed().get() == connection
    assert Connection.objects.touching(borg.pk).confirmed().get() == connection
    assert Notification.objects.get(user=alice.user).kind == "connection_confirmed"


def test_the_proposer_cannot_confirm_its_own_proposal(alice, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")

    with pytest.raises(NotYours):
        actions.confirm_connection(acting=alice, connection=connection)

    connection.refresh_from_db()
    assert connection.state == "proposed"


def test_both_sides_proposing_make_one_connection(alice, bob, acme, borg):
    actions.propose_connection(acting=alice, company=borg, kind="supplier")

    with pytest.raises(AlreadyConnected):
        actions.propose_connection(acting=bob, company=acme, kind="client")

    assert Connection.objects.get().proposer == acme


def test_a_decline_is_told_to_nobody_and_only_the_decliner_may_propose_again(alice, bob, acme, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")
    actions.decline_connection(acting=bob, connection=connection)

    with pytest.raises(ConnectionWasDeclined):
        actions.propose_connection(acting=alice, company=borg, kind="partner")
    again = actions.propose_connection(acting=bob, company=acme, kind="client")

    assert not Notification.objects.filter(user=alice.user).exclude(kind="connection_proposed").exists()
    assert (again.pk, again.proposer, again.state, again.kind) == (connection.pk, borg, "proposed", "client")


def test_answering_twice_is_refused(alice, bob, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")
    actions.confirm_connection(acting=bob, connection=connection)

    with pytest.raises(AlreadyAnswered):
        actions.decline_connection(acting=bob, connection=connection)

    connection.refresh_from_db()
    assert connection.state == "confirmed"


def test_either_side_ends_a_confirmed_connection(alice, bob, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")
    actions.confirm_connection(acting=bob, connection=connection)

    actions.end_connection(acting=bob, connection=connection)

    assert not Connection.objects.exists()
    assert JournalEntry.objects.filter(company=alice.company, act="connections.ended_by_other").exists()


def test_a_proposal_is_taken_back_by_its_proposer_only(alice, bob, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")

    with pytest.raises(NotYours):
        actions.end_connection(acting=bob, connection=connection)
    assert Connection.objects.exists()
    actions.end_connection(acting=alice, connection=connection)

    assert not Connection.objects.exists()


def test_a_declined_proposal_cannot_be_taken_back_to_propose_again(alice, bob, borg):
    connection = actions.propose_connection(acting=alice, company=borg, kind="supplier")
    actions.decline_connection(acting=bob, connection=connection)

    with pytest.raises(AlreadyAnswered):
        actions.end_connection(acting=alice, connection=connection)

    assert Connection.objects.exists()


def test_an_unclaimed_page_cannot_be_connected(alice):
    with pytest.raises(NobodyThere):
        actions.propose_connection(acting=alice, company=CompanyFactory(claimed_at=None), kind="supplier")

    assert not Connection.objects.exists()


def test_an_analyst_does_not_connect(anton, borg):
    with pytest.raises(RoleTooSmall):
        actions.propose_connection(acting=anton, company=borg, kind="supplier")

    assert not Connection.objects.exists()
