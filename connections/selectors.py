"""What pages show of how two companies stand to each other, and of a company's network."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from companies.models import Company, Member
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.choices import ConnectionState, IntroductionState
from connections.models import Block, Connection, Follow, Introduction


@dataclass(frozen=True)
class Standing:
    """How `company` stands to the reader's own company."""

    company: Company
    may_connect: bool
    is_followed: bool
    follows_us_since: datetime | None
    is_blocked: bool
    connection: Connection | None
    sent: Introduction | None
    received: Introduction | None
    is_introduced: bool

    @property
    def is_proposal_to_answer(self) -> bool:
        return bool(
            self.connection
            and self.connection.state == ConnectionState.PROPOSED
            and self.connection.proposer_id == self.company.pk
        )

    @property
    def is_proposal_sent(self) -> bool:
        return bool(
            self.connection
            and self.connection.state == ConnectionState.PROPOSED
            and self.connection.proposer_id != self.company.pk
        )


def standing_of(member: Member, company: Company) -> Standing:
    """One query for two companies without a past, at most three for any other."""
    ours = member.company_id
    waiting = Introduction.objects.filter(
        Q(pk__in=Introduction.objects.seen_as_waiting_by(member.company).filter(asked=company).values("pk"))
        | Q(pk__in=Introduction.objects.waiting_for(member.company).filter(asking=company).order_by().values("pk"))
    )
    connections = Connection.objects.between(ours, company.pk)
    facts = (
        Company.objects.filter(pk=company.pk)
        .annotate(
            is_followed=Exists(Follow.objects.filter(follower=ours, followed=company)),
            follows_us_since=Subquery(Follow.objects.filter(follower=company, followed=ours).values("created_at")[:1]),
            is_blocked=Exists(Block.objects.filter(blocker=ours, blocked=company)),
            is_introduced=Exists(
                Introduction.objects.filter(
                    Q(asking=ours, asked=company) | Q(asking=company, asked=ours), state=IntroductionState.ACCEPTED
                )
            ),
            has_connection=Exists(connections),
            has_waiting=Exists(waiting),
        )
        .values("is_followed", "follows_us_since", "is_blocked", "is_introduced", "has_connection", "has_waiting")
        .get()
    )
    found = list(waiting) if facts.pop("has_waiting") else []
    return Standing(
        company=company,
        may_connect=may(member, CompanyPermission.CONNECT),
        connection=connections.with_companies().first() if facts.pop("has_connection") else None,
        sent=next((one for one in found if one.asking_id == ours), None),
        received=next((one for one in found if one.asked_id == ours), None),
        **facts,
    )


@dataclass(frozen=True)
class NetworkCounts:
    """The numbers on the tabs of the network page."""

    followers: int
    following: int
    connections: int
    received: int
    proposals: int

    @property
    def requests(self) -> int:
        return self.received + self.proposals


def network_counts(company: Company) -> NetworkCounts:
    """Five counts, each on an index."""
    return NetworkCounts(
        followers=Follow.objects.of(company).count(),
        following=Follow.objects.by(company).count(),
        connections=Connection.objects.touching(company.pk).confirmed().count(),
        received=Introduction.objects.waiting_for(company).count(),
        proposals=Connection.objects.proposed_to(company).count(),
    )


def followers_of(company: Company) -> QuerySet[Follow]:
    """Followers with whether the company follows them back."""
    back = Follow.objects.filter(follower=company, followed=OuterRef("follower"))
    return Follow.objects.of(company).select_related("follower").annotate(is_mutual=Exists(back))


@dataclass(frozen=True)
class RelationRow:
    """A connection as one side reads it."""

    connection: Connection
    other: Company
    kind: Any
    is_to_answer: bool

    @property
    def is_declined(self) -> bool:
        return self.connection.state == ConnectionState.DECLINED


def relation_row(connection: Connection, company: Company) -> RelationRow:
    return RelationRow(
        connection=connection,
        other=connection.other_than(company.pk),
        kind=connection.kind_for(company.pk),
        is_to_answer=connection.state == ConnectionState.PROPOSED and connection.proposer_id != company.pk,
    )


def proposals_of(company: Company) -> QuerySet[Connection]:
    """Proposals to answer and proposals sent, the ones to answer first."""
    return (
        Connection.objects.filter(
            Q(pk__in=Connection.objects.proposed_to(company).values("pk"))
            | Q(pk__in=Connection.objects.proposed_by(company).values("pk"))
        )
        .annotate(is_ours=Q(proposer=company))
        .with_companies()
        .order_by("is_ours", "-proposed_at")
    )


@dataclass(frozen=True)
class IntroductionRow:
    """An introduction as one side reads it."""

    introduction: Introduction
    other: Company
    state: IntroductionState
    is_received: bool

    @property
    def is_waiting(self) -> bool:
        return self.state == IntroductionState.PENDING

    @property
    def is_accepted(self) -> bool:
        return self.state == IntroductionState.ACCEPTED

    @property
    def unit(self) -> str:
        """What became of the asking company's unit; being read is all it tells of the other side."""
        if self.introduction.opened_at:
            return _("used, the request was read")
        if self.is_waiting:
            return _("reserved until the request is read")
        return _("returned, nobody had read the request")


def introduction_row(introduction: Introduction, company: Company) -> IntroductionRow:
    return IntroductionRow(
        introduction=introduction,
        other=introduction.other_than(company.pk),
        state=introduction.state_for(company.pk),
        is_received=introduction.asked_id == company.pk,
    )
