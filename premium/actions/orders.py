"""Buying a pack: order, cancel, ask a colleague, and the operator's confirmation of a transfer."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.journal import record
from companies.models import Company, JournalEntry, Member
from companies.operators import require_operator
from companies.permissions import require
from companies.roles import CompanyPermission
from network.accounts.models import User
from network.common.signals import announce
from premium.actions.renewals import forget_renewal, new_number, quoted, withdraw_order
from premium.actions.settlement import locked_order, settle_order
from premium.billing import BillingDetails
from premium.ceilings import require_within_ceiling, who_may_spend
from premium.changes import change_to
from premium.choices import PaymentWay
from premium.exceptions import AlreadyAsked, ReceivedInTheFuture, WrongAmount
from premium.models import Order, Pack, Subscription
from premium.news import tell
from premium.operators import CONFIRM_PAYMENTS
from premium.signals import order_quoted, order_reduced
from premium.ways import require_way

PLACED: Final = "premium.order_placed"
CANCELLED: Final = "premium.order_cancelled"
ASKED: Final = "premium.pack_asked"
DAYS_TO_PAY: Final = 30


@transaction.atomic
def place_order(
    *, acting: Member, pack: Pack, billing: BillingDetails, way: PaymentWay = PaymentWay.TRANSFER, code: str = ""
) -> Order:
    """Order a pack; the price quoted is kept until the order is paid or cancelled.

    Raises:
        RoleTooSmall: the member may not buy.
        OverCeiling: it costs more than the member's role may spend.
        WayNotOpen, RateUnknown: it cannot be paid in this way, or has no rate.
        Refusal: what `change_to` refuses.

    """
    require(acting, CompanyPermission.BUY)
    company = Company.objects.select_for_update().get(pk=acting.company_id)
    now = timezone.now()
    require_way(pack.currency, way)
    change = change_to(company, pack, now, code)
    price = change.price(pack, billing.vat)
    require_within_ceiling(acting, pack, price.net_cents, price.currency)

    order = Order.objects.create(
        number=new_number(),
        company=company,
        pack=pack,
        way=way,
        replaces=change.replaces,
        placed_by=acting.user,
        placed_at=now,
        due_on=timezone.localdate() + timedelta(days=DAYS_TO_PAY),
        **quoted(price),
        **asdict(billing),
    )
    record(company=company, act=PLACED, acting=acting, subject=order.number, details={"pack": pack.slug})
    tell([acting.user], PLACED, pack=pack, number=order.number, url=order.get_absolute_url(), company_id=company.pk)
    if change.reduction:
        announce(order_reduced, order=order, reduction=change.reduction)
    announce(order_quoted, order=order)
    return order


@transaction.atomic
def cancel_order(*, acting: Member, order: Order) -> Order:
    """Cancel an order that was not paid; nothing is owed.

    Raises:
        RoleTooSmall, OrderNotWaiting: nothing was changed.

    """
    require(acting, CompanyPermission.BUY)
    order = locked_order(Order.objects.visible_to(acting).get(pk=order.pk))

    withdraw_order(order)
    forget_renewal(order)
    record(company=order.company, act=CANCELLED, acting=acting, subject=order.number)
    return order


@transaction.atomic
def ask_colleague(*, acting: Member, pack: Pack) -> int:
    """Tell the colleagues who may buy a pack of this price that the member wants it, once a day; return how many.

    Raises:
        AlreadyAsked: they were told today.

    """
    today = JournalEntry.objects.filter(
        company_id=acting.company_id, act=ASKED, author_id=acting.user_id, at__date=timezone.localdate()
    )
    if today.filter(details__pack=pack.slug).exists():
        raise AlreadyAsked
    readers = [member.user for member in who_may_spend(acting, pack.price_cents, pack.currency)]
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
        NotAnOperator, OrderNotWaiting, WayNotOpen, WrongAmount, ReceivedInTheFuture: nothing was changed.

    """
    require_operator(operator, CONFIRM_PAYMENTS)
    order = locked_order(order)
    require_way(order.currency, PaymentWay.TRANSFER)
    if received_cents != order.total_cents:
        raise WrongAmount(order, received_cents)
    if received_on > timezone.localdate():
        raise ReceivedInTheFuture
    return settle_order(order=order, received_on=received_on, operator=operator)
