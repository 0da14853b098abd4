"""When the money of an order has arrived, or is on its way: post it, and open the year that was bought."""

from datetime import date
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.journal import record
from companies.models import Company, Member
from companies.operators import OPERATOR_NAME
from companies.roles import Role
from network.accounts.models import User
from network.common.signals import announce
from premium.actions import ledger
from premium.actions.renewals import withdraw_order, withdraw_proposal
from premium.actions.years import open_year, tell_rights, year_of
from premium.choices import Account, OrderState, SubscriptionState
from premium.exceptions import OrderNotWaiting
from premium.models import Order, Subscription
from premium.news import tell
from premium.signals import payment_settled

PAID: Final = "premium.pack_paid"
OPENED: Final = "premium.pack_opened"
RECOVERED: Final = "premium.payment_recovered"
UNSETTLED: Final = frozenset({OrderState.WAITING, OrderState.PROCESSING})


def locked_order(order: Order, states: frozenset[OrderState] = frozenset({OrderState.WAITING})) -> Order:
    """The order under lock, after its company: all ways of settling it wait for one another.

    Raises:
        OrderNotWaiting: it is in none of the states.

    """
    Company.objects.select_for_update().get(pk=order.company_id)
    order = Order.objects.select_for_update(of=("self",)).select_related("pack", "company").get(pk=order.pk)
    if order.state not in states:
        raise OrderNotWaiting(order)
    return order


@transaction.atomic
def settle_order(
    *, order: Order, received_on: date, operator: User | None = None, account: Account | None = None
) -> Subscription:
    """The whole money of a locked order has arrived: post it, open its year or make it final, tell the buyers.

    Every way of paying ends here; `payment_settled` is announced after commit. `account` is where the money is held, when
    it is not where money of this way arrives.
    """
    order.state, order.received_on, order.confirmed_at = OrderState.PAID, received_on, timezone.now()
    order.confirmed_by = operator
    order.save()
    ledger.post(
        key=f"order-paid:{order.number}",
        text=f"{order.number} {order.legal_name}",
        booked_on=received_on,
        order=order,
        currency=order.currency,
        cents_by_account={
            account or account_of(order): order.total_cents,
            Account.REVENUE: -order.net_cents,
            Account.VAT: -order.vat_cents,
        },
    )
    known = year_of(order)
    subscription = _made_final(known) if known else open_year(order, SubscriptionState.ACTIVE)
    if order.replaces_id:
        withdraw_proposal(order.company)
    if order.is_renewal:
        _cancel_stale(order.company)
    record(
        company=order.company, act=PAID, system=OPERATOR_NAME, subject=order.number, details={"pack": order.pack.slug}
    )
    _tell(order, RECOVERED if known and known.dunning_step else PAID)
    announce(payment_settled, order=order)
    return subscription


@transaction.atomic
def open_provisionally(*, order: Order) -> Subscription:
    """A direct debit of a locked order is under way: its rights are open until the bank says otherwise."""
    order.state = OrderState.PROCESSING
    order.save()
    known = year_of(order)
    if known is None:
        known = open_year(order, SubscriptionState.PROVISIONAL)
        record(
            company=order.company,
            act=OPENED,
            system=OPERATOR_NAME,
            subject=order.number,
            details={"pack": order.pack.slug},
        )
        _tell(order, OPENED)
    return known


def account_of(order: Order) -> Account:
    """Where the money of an order arrives."""
    return Account.BANK if order.is_by_transfer else Account.STRIPE


def _cancel_stale(company: Company) -> None:
    """A larger pack ordered at a credit for the year before: with the next year paid, its price is no longer right."""
    for stale in Order.objects.waiting().filter(company=company, replaces__isnull=False):
        withdraw_order(stale)


def _made_final(year: Subscription) -> Subscription:
    """Money for a year that is open already: whatever its failure had closed is open again."""
    Subscription.objects.filter(pk=year.pk).update(
        state=SubscriptionState.ACTIVE, failure="", dunning_since=None, outbound_ends_at=None, dunning_step=0
    )
    tell_rights(year.company_id, timezone.now())
    return Subscription.objects.select_related("pack", "order").get(pk=year.pk)


def _tell(order: Order, kind: str) -> None:
    """The buyer and the owners learn that their rights are there."""
    owners = Member.objects.active().filter(company=order.company, role=Role.OWNER).select_related("user")
    readers = [member.user for member in owners] + ([order.placed_by] if order.placed_by else [])
    tell(
        readers,
        kind,
        pack=order.pack,
        number=order.number,
        url=reverse("premium:subscription"),
        company_id=order.company_id,
    )
