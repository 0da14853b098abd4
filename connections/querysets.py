"""Chainable questions about follows, connections, introductions and blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone

from companies.models import Company
from companies.querysets import CompanyQuerySet
from connections.choices import ConnectionState, IntroductionState

if TYPE_CHECKING:
    from companies.models import Member


def reachable_by(company: Company) -> CompanyQuerySet:
    """Claimed companies that `company` may address: no block between them, in either direction."""
    return (
        Company.objects.visible()
        .filter(claimed_at__isnull=False)
        .exclude(pk=company.pk)
        .exclude(blocks_made__blocked=company)
        .exclude(blocks_received__blocker=company)
    )


class FollowQuerySet(models.QuerySet):
    """Questions about follows."""

    def by(self, company: Company) -> FollowQuerySet:
        """What the company follows, newest first; pages hidden since are left out."""
        return self.filter(follower=company, followed__hidden_at__isnull=True).order_by("-pk")

    def of(self, company: Company) -> FollowQuerySet:
        """Who follows the company, newest first."""
        return self.filter(followed=company, follower__hidden_at__isnull=True).order_by("-pk")


class ConnectionQuerySet(models.QuerySet):
    """Questions about connections."""

    def visible_to(self, member: Member) -> ConnectionQuerySet:
        return self.touching(member.company_id)

    def touching(self, company_id: int) -> ConnectionQuerySet:
        """Connections of a company, whichever side it is on."""
        return self.filter(Q(low_id=company_id) | Q(high_id=company_id))

    def between(self, one_id: int, other_id: int) -> ConnectionQuerySet:
        return self.filter(low_id=min(one_id, other_id), high_id=max(one_id, other_id))

    def confirmed(self) -> ConnectionQuerySet:
        return self.filter(state=ConnectionState.CONFIRMED)

    def proposed_to(self, company: Company) -> ConnectionQuerySet:
        """Proposals the company has to answer; those of companies it blocked stay silent."""
        return (
            self.touching(company.pk)
            .filter(state=ConnectionState.PROPOSED)
            .exclude(proposer=company)
            .exclude(proposer__blocks_received__blocker=company)
        )

    def proposed_by(self, company: Company) -> ConnectionQuerySet:
        return self.filter(proposer=company).exclude(state=ConnectionState.CONFIRMED)

    def with_companies(self) -> ConnectionQuerySet:
        return self.select_related("low", "high")


class IntroductionQuerySet(models.QuerySet):
    """Questions about introductions; a deadline counts when it has passed, not when a job noticed it."""

    def visible_to(self, member: Member) -> IntroductionQuerySet:
        return self.filter(Q(asking_id=member.company_id) | Q(asked_id=member.company_id))

    def open(self) -> IntroductionQuerySet:
        """Waiting for an answer that may still come."""
        return self.filter(state=IntroductionState.PENDING, expires_at__gt=timezone.now())

    def overdue(self) -> IntroductionQuerySet:
        """Past their days and not settled yet."""
        return self.filter(state=IntroductionState.PENDING, expires_at__lte=timezone.now())

    def waiting_for(self, company: Company) -> IntroductionQuerySet:
        """What the company has to answer, oldest first; companies it blocked stay silent."""
        return self.open().filter(asked=company).exclude(asking__blocks_received__blocker=company).order_by("pk")

    def seen_as_waiting_by(self, company: Company) -> IntroductionQuerySet:
        """What the asking company believes to be waiting: a decline is silent until the deadline."""
        return self.filter(
            asking=company,
            state__in=[IntroductionState.PENDING, IntroductionState.DECLINED],
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        )

    def received_by(self, company: Company) -> IntroductionQuerySet:
        return self.filter(asked=company).exclude(asking__blocks_received__blocker=company).order_by("-pk")

    def sent_by(self, company: Company) -> IntroductionQuerySet:
        return self.filter(asking=company).order_by("-pk")

    def with_companies(self) -> IntroductionQuerySet:
        return self.select_related("asking", "asked")


class BlockQuerySet(models.QuerySet):
    """Questions about blocks."""

    def between(self, one_id: int, other_id: int) -> BlockQuerySet:
        """Blocks between two companies, in either direction."""
        return self.filter(Q(blocker_id=one_id, blocked_id=other_id) | Q(blocker_id=other_id, blocked_id=one_id))
