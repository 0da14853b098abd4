"""Connections: one side proposes a kind, the other confirms it."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.journal import record
from companies.models import Company, Member
from companies.permissions import require
from companies.roles import CompanyPermission
from connections import signals
from connections.choices import ConnectionKind, ConnectionState
from connections.exceptions import AlreadyAnswered, AlreadyConnected, ConnectionWasDeclined, NotYours
from connections.models import Connection
from connections.news import tell
from connections.permissions import require_address, require_claimed
from network.common.activity import tell_activity
from network.common.signals import announce


@transaction.atomic
def propose_connection(*, acting: Member, company: Company, kind: str) -> Connection:
    """Propose to be connected; `kind` is what the other company is for ours.

    After a decline only the company that declined may propose again.
    """
    require_address(acting, company)
    require_claimed(company)
    # Both sides may propose at the same moment: the second one meets the row of the first.
    low_id, high_id = sorted([acting.company_id, company.pk])
    connection, is_new = Connection.objects.select_for_update().get_or_create(
        low_id=low_id, high_id=high_id, defaults={"proposer": acting.company, "kind": ConnectionKind(kind)}
    )
    if not is_new:
        if connection.state != ConnectionState.DECLINED:
            raise AlreadyConnected
        if connection.proposer_id == acting.company_id:
            raise ConnectionWasDeclined(company.name)

    connection.proposer = acting.company
    connection.kind = ConnectionKind(kind)
    connection.state = ConnectionState.PROPOSED
    connection.proposed_at, connection.answered_at = timezone.now(), None
    connection.save()

    record(company=acting.company, act="connections.proposed", acting=acting, subject=company.name)
    tell(
        company,
        CompanyPermission.CONNECT,
        "connection_proposed",
        about=acting.company,
        url=reverse("connections:network") + "?tab=requests&box=proposals",
    )
    return connection


@transaction.atomic
def confirm_connection(*, acting: Member, connection: Connection) -> Connection:
    """Confirm the kind that the other side proposed."""
    connection = _answer(acting, connection, ConnectionState.CONFIRMED)
    other = connection.proposer

    record(company=acting.company, act="connections.confirmed", acting=acting, subject=other.name)
    tell(
        other,
        CompanyPermission.CONNECT,
        "connection_confirmed",
        about=acting.company,
        url=reverse("connections:network") + "?tab=connections",
    )
    tell_activity(
        f"connected:{connection.pk}",
        "connected",
        company_id=acting.company_id,
        other_id=other.pk,
        subject=connection.kind,
    )
    announce(signals.connection_changed, company_ids=[connection.low_id, connection.high_id], confirmed=True)
    return connection


@transaction.atomic
def decline_connection(*, acting: Member, connection: Connection) -> Connection:
    """Do not confirm; nobody is notified."""
    connection = _answer(acting, connection, ConnectionState.DECLINED)

    record(company=acting.company, act="connections.declined", acting=acting, subject=connection.proposer.name)
    return connection


@transaction.atomic
def end_connection(*, acting: Member, connection: Connection) -> None:
    """End a confirmed connection, from either side, or take back one's own proposal."""
    require(acting, CompanyPermission.CONNECT)
    connection = _locked(connection)
    if connection.state != ConnectionState.CONFIRMED and connection.proposer_id != acting.company_id:
        raise NotYours
    if connection.state == ConnectionState.DECLINED:
        raise AlreadyAnswered

    was_confirmed = connection.is_confirmed
    pair = [connection.low_id, connection.high_id]
    other = connection.other_than(acting.company_id)
    connection.delete()

    record(company=acting.company, act="connections.ended", acting=acting, subject=other.name)
    if was_confirmed:
        record(company=other, act="connections.ended_by_other", subject=acting.company.name)
        announce(signals.connection_changed, company_ids=pair, confirmed=False)


def _locked(connection: Connection) -> Connection:
    return (
        Connection.objects.select_for_update(of=("self",))
        .select_related("low", "high", "proposer")
        .get(pk=connection.pk)
    )


def _answer(acting: Member, connection: Connection, state: ConnectionState) -> Connection:
    """Settle a proposal once; the second of two colleagues is told so."""
    require(acting, CompanyPermission.CONNECT)
    connection = _locked(connection)
    if connection.proposer_id == acting.company_id:
        raise NotYours
    if connection.state != ConnectionState.PROPOSED:
        raise AlreadyAnswered
    connection.state, connection.answered_at = state, timezone.now()
    connection.save(update_fields=["state", "answered_at"])
    return connection
