"""The years a company buys, one row each: opened, ended before their time, or never begun."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from network.common.activity import tell_activity
from network.common.outbox import publish
from premium.actions.quota import open_windows
from premium.choices import SubscriptionState
from premium.models import Order, StripeSubscription, SubscribedFeature, Subscription
from premium.rights import use_of
from premium.selling import months_for_nothing
from premium.signals import RIGHTS_CHANGED
from premium.stripe import calls
from premium.windows import months_later

MONTHS_SOLD: Final = 12


def year_of(order: Order) -> Subscription | None:
    """The year of an order, once it is open or proposed."""
    return Subscription.objects.select_related("pack", "order").filter(order=order).first()


@transaction.atomic
def open_year(order: Order, state: SubscriptionState, begins_at: datetime | None = None) -> Subscription:
    """The year bought, at the terms of today, with its counted windows; a replaced pack ends now.

    A year that begins later gets its windows when they are first needed.
    """
    now = timezone.now()
    begins_at = begins_at or _begin_of(order, now)
    if order.replaces_id:
        end_year(Subscription.objects.get(pk=order.replaces_id), now)
    subscription = Subscription.objects.create(
        company=order.company,
        pack=order.pack,
        order=order,
        state=state,
        starts_at=begins_at,
        ends_at=months_later(begins_at, MONTHS_SOLD + months_for_nothing(order)),
    )
    SubscribedFeature.objects.bulk_create(
        SubscribedFeature(
            subscription=subscription,
            feature=row.feature,
            limit=row.limit,
            window=row.window,
            carried=row.carried,
        )
        for row in order.pack.features.all()
    )
    open_windows(order.company, [use for use in use_of(order.company) if use.subscription_id == subscription.pk])
    if begins_at <= now:
        tell_activity(f"listed:{order.company_id}", "listed", company_id=order.company_id)
    tell_rights(order.company_id, now, begins_at, subscription.ends_at)
    return subscription


@transaction.atomic
def end_year(year: Subscription, moment: datetime) -> None:
    """No right of the year holds from a moment on, and nothing is charged after it; what was written stays."""
    Subscription.objects.filter(pk=year.pk, ends_at__gt=moment).update(ends_at=max(moment, year.starts_at))
    Subscription.objects.filter(pk=year.pk).update(
        state=SubscriptionState.ENDED, renews=False, dunning_since=None, outbound_ends_at=None, paused_at=None
    )
    stop_contract(year.contract)
    tell_rights(year.company_id, moment)


def stop_contract(contract: StripeSubscription | None) -> None:
    """Nothing more is charged at Stripe, from now on."""
    if contract and contract.status not in {"canceled", "incomplete_expired"}:
        calls.ask("cancel_subscription", f"cancel:{contract.stripe_id}", contract=contract)


def tell_rights(company_id: int, *moments: datetime) -> None:
    """Tell the apps above, now or at the moments that lie ahead."""
    for moment in set(moments):
        publish(RIGHTS_CHANGED, company_id, run_at=moment)


def _begin_of(order: Order, now: datetime) -> datetime:
    """A larger pack begins at once; any other after the pack that runs, if one does."""
    if order.replaces_id:
        return now
    last = (
        Subscription.objects.not_ended()
        .filter(company=order.company)
        .exclude(state=SubscriptionState.ENDED)
        .order_by("-ends_at")
        .first()
    )
    return last.ends_at if last else now
