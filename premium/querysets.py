"""Chainable questions about packs, subscriptions, grants and orders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from premium.choices import OPEN_STATES, GraceState, OrderState, SubscriptionState
from premium.selling import conditions

if TYPE_CHECKING:
    from companies.models import Company, Member
    from premium.models import CategoryGrace


class PackQuerySet(models.QuerySet):
    """Questions about packs."""

    def on_sale(self) -> PackQuerySet:
        """Packs that can be bought today, smallest first."""
        return self.filter(*(condition() for condition in conditions), is_on_sale=True).order_by("rank")

    def holding(self, feature: str) -> PackQuerySet:
        """Packs that give a right."""
        return self.filter(features__feature=feature)

    def allowing_more_than(self, feature: str, limit: int) -> PackQuerySet:
        """Packs whose limit for a counted right is larger, or that set none."""
        return self.filter(Q(features__limit__gt=limit) | Q(features__limit=None), features__feature=feature)


class SubscriptionQuerySet(models.QuerySet):
    """Questions about what companies have bought."""

    def current(self, moment: datetime | None = None) -> SubscriptionQuerySet:
        """Begun and not ended, paused ones included."""
        moment = moment or timezone.now()
        return self.filter(starts_at__lte=moment, ends_at__gt=moment)

    def open(self, moment: datetime | None = None) -> SubscriptionQuerySet:
        """Those whose rights hold now."""
        return self.current(moment).filter(state__in=OPEN_STATES)

    def not_ended(self) -> SubscriptionQuerySet:
        """Running, or bought ahead and beginning later."""
        return self.filter(ends_at__gt=timezone.now())

    def of(self, company: Company) -> SubscriptionQuerySet:
        return self.filter(company=company).select_related("pack", "order")

    def reaching(self, moment: datetime) -> SubscriptionQuerySet:
        """Years with days after a moment, begun or not, in their order; those ended before their time are left out."""
        return self.filter(ends_at__gt=moment).exclude(state=SubscriptionState.ENDED).order_by("starts_at")

    def visible_to(self, member: Member) -> SubscriptionQuerySet:
        return self.filter(company_id=member.company_id)


class GrantQuerySet(models.QuerySet):
    """Questions about counted windows."""

    def open_at(self, moment: datetime) -> GrantQuerySet:
        """Windows that count at a moment; one whose subscription was ended early or paused counts no more."""
        return self.filter(
            Q(ends_at__gt=moment) | Q(ends_at=None),
            Q(subscription=None)
            | Q(
                subscription__starts_at__lte=moment,
                subscription__ends_at__gt=moment,
                subscription__state__in=OPEN_STATES,
            ),
            starts_at__lte=moment,
        )

    def open_at_or_ended(self, moment: datetime, ends: set[datetime]) -> GrantQuerySet:
        """Windows that count at a moment, and those that ended at one of the given moments."""
        return self.open_at(moment) | self.filter(ends_at__in=ends) if ends else self.open_at(moment)

    def with_room_for(self, units: int) -> GrantQuerySet:
        """Windows where so many units are left: the condition of every reserving UPDATE."""
        return self.filter(Q(limit=None) | Q(limit__gte=F("used") + units))


class QuotaEntryQuerySet(models.QuerySet):
    """Questions about single uses of rights."""

    def of(self, company: Company) -> QuotaEntryQuerySet:
        """The newest first."""
        return self.filter(grant__company=company).order_by("-reserved_at", "-pk")


class OrderQuerySet(models.QuerySet):
    """Questions about orders."""

    def visible_to(self, member: Member) -> OrderQuerySet:
        return self.filter(company_id=member.company_id)

    def waiting(self) -> OrderQuerySet:
        return self.filter(state=OrderState.WAITING)

    def unsettled(self) -> OrderQuerySet:
        """Neither paid nor cancelled: waiting for money, or with a direct debit under way."""
        return self.filter(state__in=[OrderState.WAITING, OrderState.PROCESSING])


class CategoryGraceQuerySet(models.QuerySet):
    """Questions about the days after a change of category."""

    def open(self) -> CategoryGraceQuerySet:
        """Neither over nor cancelled; one whose last day has passed is open until it is closed."""
        return self.filter(state=GraceState.OPEN)

    def holding(self, moment: datetime) -> CategoryGraceQuerySet:
        """Those that keep something at a moment, whenever the job that closes them runs."""
        return self.open().filter(ends_at__gt=moment)

    def ending_years_of(self, company: Company) -> CategoryGrace | None:
        """The grace with which the packs of a company end, when it is no provider any more."""
        return self.open().filter(company=company, unlisted_at__isnull=False).first()


class CategoryCreditQuerySet(models.QuerySet):
    """Questions about what goes back after a change of category."""

    def to_send(self) -> CategoryCreditQuerySet:
        """What an operator owes: money that came by transfer, and what Stripe has refused to give back."""
        refused = Q(call__done_at__isnull=False) & ~Q(call__error="")
        return self.filter(Q(call=None) | refused, sent_at=None)


class StripeEventQuerySet(models.QuerySet):
    """Questions about what Stripe has told us."""

    def to_do(self) -> StripeEventQuerySet:
        return self.filter(done_at=None)

    def due(self) -> StripeEventQuerySet:
        return self.to_do().filter(run_at__lte=timezone.now())


class StripeCallQuerySet(models.QuerySet):
    """Questions about what we ask of Stripe."""

    def to_do(self) -> StripeCallQuerySet:
        return self.filter(done_at=None)

    def due(self) -> StripeCallQuerySet:
        return self.to_do().filter(run_at__lte=timezone.now())
