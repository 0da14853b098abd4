"""Buying by bank transfer: order, cancel, and the operator's confirmation that gives the rights."""

from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from companies.journal import record
from companies.models import Company, JournalEntry, Member
from companies.operators import OPERATOR_NAME, require_operator
from companies.permissions import require
from companies.roles import CompanyPermission, Role
from network.accounts.models import User
from network.common.activity import tell_activity
from network.common.outbox import publish
from network.common.signals import announce
from premium.actions import ledger
from premium.actions.quota import open_windows
from premium.billing import BillingDetails
from premium.changes import change_to
from premium.choices import Account, OrderState
from premium.exceptions import AlreadyAsked, OrderNotWaiting, ReceivedInTheFuture, WrongAmount
from premium.models import Order, Pack, SubscribedFeature, Subscription
from premium.news import tell
from premium.operators import CONFIRM_PAYMENTS
from premium.rights import use_of
from premium.signals import RIGHTS_CHANGED, payment_settled
from premium.windows import months_later

PLACED: Final = "premium.order_placed"
CANCELLED: Final = "premium.order_cancelled"
PAID: Final = "premium.pack_paid"
ASKED: Final = "premium.pack_asked"
DAYS_TO_PAY: Final = 30
MONTHS_SOLD: Final = 12
READABLE: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def place_order(*, acting: Member, pack: Pack, billing: BillingDetails) -> Order:
    """Order a pack by bank transfer; the price quoted is kept until the order is paid or cancelled.

    Raises:
        RoleTooSmall: the member may not buy.
        Refusal: what `change_to` refuses.

    """
    require(acting, CompanyPermission.BUY)
    company = Company.objects.select_for_update().get(pk=acting.company_id)
    now = timezone.now()
    change = change_to(company, pack, now)
    price = change.price(pack, billing.vat)

    order = Order.objects.create(
        number=f"PF-{timezone.localdate():%Y}-{get_random_string(6, READABLE)}",
        company=company,
        pack=pack,
        replaces=change.replaces,
        price_cents=price.price_cents,
        credit_cents=price.credit_cents,
        net_cents=price.net_cents,
        vat_reason=price.vat.reason,
        vat_basis_points=price.vat.basis_points,
        vat_cents=price.vat_cents,
        total_cents=price.total_cents,
        currency=price.currency,
        placed_by=acting.user,
        placed_at=now,
        due_on=timezone.localdate() + timedelta(days=DAYS_TO_PAY),
        **asdict(billing),
    )
    record(company=company, act=PLACED, acting=acting, subject=order.number, details={"pack": pack.slug})
    tell([acting.user], PLACED, pack=pack, number=order.number, url=order.get_absolute_url(), company_id=company.pk)
    return order


@transaction.atomic
def cancel_order(*, acting: Member, order: Order) -> Order:
    """Cancel an order that was not paid; nothing is owed.

    Raises:
        RoleTooSmall, OrderNotWaiting: nothing was changed.

    """
    require(acting, CompanyPermission.BUY)
    order = _locked(Order.objects.visible_to(acting).get(pk=order.pk))

    order.state, order.cancelled_at = OrderState.CANCELLED, timezone.now()
    order.save(update_fields=["state", "cancelled_at"])
    record(company=order.company, act=CANCELLED, acting=acting, subject=order.number)
    return order


@transaction.atomic
def ask_colleague(*, acting: Member, pack: Pack) -> int:
    """Tell the colleagues who may buy that the member wants a pack, once a day; return how many were told.

    Raises:
        AlreadyAsked: they were told today.

    """
    today = JournalEntry.objects.filter(
        company_id=acting.company_id, act=ASKED, author_id=acting.user_id, at__date=timezone.localdate()
    )
    if today.filter(details__pack=pack.slug).exists():
        raise AlreadyAsked
    buyers = Member.objects.allowed(CompanyPermission.BUY).filter(company_id=acting.company_id).select_related("user")
    readers = [member.user for member in buyers if member.user_id != acting.user_id]
    record(company=acting.company, act=ASKED, acting=acting, subject=pack.name, details={"pack": pack.slug})
    tell(
        readers,
        ASKED,
        pack=pack,
        person=acting.user.display_name,
        url=reverse("premium:order", args=[pack.slug]),
        company_id=acting.company_id,
    )
    return len(readers)


@transaction.atomic
def confirm_payment(*, order: Order, operator: User, received_cents: int, received_on: date) -> Subscription:
    """Say that the whole transfer has arrived: post it, and give the company its rights at once.

    Raises:
        NotAnOperator, OrderNotWaiting, WrongAmount, ReceivedInTheFuture: nothing was changed.

    """
    require_operator(operator, CONFIRM_PAYMENTS)
    order = _locked(order)
    if received_cents != order.total_cents:
        raise WrongAmount(order, received_cents)
    if received_on > timezone.localdate():
        raise ReceivedInTheFuture

    now = timezone.now()
    order.state, order.received_on, order.confirmed_at, order.confirmed_by = OrderState.PAID, received_on, now, operator
    order.save(update_fields=["state", "received_on", "confirmed_at", "confirmed_by"])
    _post_payment(order, received_on)
    subscription = _subscribe(order)
    record(
        company=order.company, act=PAID, system=OPERATOR_NAME, subject=order.number, details={"pack": order.pack.slug}
    )
    _tell(order)
    announce(payment_settled, order=order)
    return subscription


def _locked(order: Order) -> Order:
    """The order under lock, after its company: both ways of settling it wait for one another."""
    Company.objects.select_for_update().get(pk=order.company_id)
    order = Order.objects.select_for_update(of=("self",)).select_related("pack", "company").get(pk=order.pk)
    if not order.is_waiting:
        raise OrderNotWaiting(order)
    return order


def _post_payment(order: Order, received_on: date) -> None:
    ledger.post(
        key=f"order-paid:{order.number}",
        text=f"{order.number} {order.legal_name}",
        booked_on=received_on,
        order=order,
        cents_by_account={
            Account.BANK: order.total_cents,
            Account.REVENUE: -order.net_cents,
            Account.VAT: -order.vat_cents,
        },
    )


def _subscribe(order: Order) -> Subscription:
    """The year bought, at the terms of today, with its counted windows; a replaced pack ends now."""
    now = timezone.now()
    begins_at = _begin_of(order, now)
    if order.replaces_id:
        Subscription.objects.filter(pk=order.replaces_id, ends_at__gt=now).update(ends_at=now)
    subscription = Subscription.objects.create(
        company=order.company,
        pack=order.pack,
        order=order,
        starts_at=begins_at,
        ends_at=months_later(begins_at, MONTHS_SOLD),
    )
    SubscribedFeature.objects.bulk_create(
        SubscribedFeature(subscription=subscription, feature=row.feature, limit=row.limit, window=row.window)
        for row in order.pack.features.all()
    )
    open_windows(order.company, [use for use in use_of(order.company) if use.subscription_id == subscription.pk])
    tell_activity(f"listed:{order.company_id}", "listed", company_id=order.company_id)
    for moment in {now, begins_at, subscription.ends_at}:
        publish(RIGHTS_CHANGED, order.company_id, run_at=moment)
    return subscription


def _begin_of(order: Order, now: datetime) -> datetime:
    """A larger pack begins at once; any other after the pack that runs, if one does."""
    if order.replaces_id:
        return now
    last = Subscription.objects.not_ended().filter(company=order.company).order_by("-ends_at").first()
    return last.ends_at if last else now


def _tell(order: Order) -> None:
    """The buyer and the owners learn that their rights are there."""
    owners = Member.objects.active().filter(company=order.company, role=Role.OWNER).select_related("user")
    readers = [member.user for member in owners] + ([order.placed_by] if order.placed_by else [])
    tell(
        readers,
        PAID,
        pack=order.pack,
        number=order.number,
        url=reverse("premium:subscription"),
        company_id=order.company_id,
    )
