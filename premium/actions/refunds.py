"""Money that goes back: refunds by the operator, and payments that the payer's bank takes back."""

from typing import Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from companies.journal import record
from companies.operators import OPERATOR_NAME, require_operator
from network.accounts.models import User
from network.common.signals import announce
from network.common.signs import money
from premium.actions import ledger
from premium.actions.settlement import account_of, locked_order
from premium.actions.years import end_year, tell_rights, year_of
from premium.choices import Account, DisputeState, OrderState, SubscriptionState
from premium.exceptions import RefundTooLarge
from premium.models import Dispute, Order, Refund, StripeCall, Subscription
from premium.news import tell, who_pays
from premium.operators import REFUND
from premium.prices import net_of
from premium.signals import payment_refunded
from premium.stripe import calls
from premium.stripe.reading import ReadDispute

REFUNDED: Final = "premium.payment_refunded"
DISPUTED: Final = "premium.payment_disputed"
PAID_ONLY: Final = frozenset({OrderState.PAID})


@transaction.atomic
def refund_order(*, order: Order, operator: User, cents: int, reason: str) -> None:
    """Give back a part or the whole of a settled order, to where it came from; the whole ends the pack.

    A transfer is sent back by hand and booked at once; Stripe is asked, and booked when it says that it was done.

    Raises:
        NotAnOperator, OrderNotWaiting, RefundTooLarge: nothing was changed.

    """
    require_operator(operator, REFUND)
    order = locked_order(order, PAID_ONLY)
    if not 0 < cents <= order.total_cents - order.refunded_cents:
        raise RefundTooLarge(order)
    if order.is_by_transfer:
        book_refund(
            order=order,
            cents=cents,
            key=f"transfer:{order.number}:{get_random_string(8)}",
            operator=operator,
            reason=reason,
        )
        return
    ask_refund(
        order=order,
        cents=cents,
        key=f"refund:{order.number}:{order.refunded_cents}:{cents}",
        operator=operator,
        reason=reason,
    )


def ask_refund(*, order: Order, cents: int, key: str, reason: str, operator: User | None = None) -> StripeCall:
    """Ask Stripe to give back money of a locked order, once for each key; it is booked when Stripe says that it was done."""
    return calls.ask(
        "refund",
        key,
        company=order.company,
        payment_intent=order.stripe_payment,
        amount=cents,
        metadata={
            "order": order.number,
            "reason": reason[:200],
            "operator": str(operator.pk) if operator else OPERATOR_NAME,
        },
    )


@transaction.atomic
def book_refund(
    *,
    order: Order,
    cents: int,
    key: str,
    operator: User | None = None,
    reason: str = "",
    account: Account | None = None,
) -> None:
    """Money of a locked order went back: post it, tell the payers, and end the pack when nothing of its price is left.

    `account` is where the money was taken from, when it is not where money of this way arrives.
    """
    net_cents = net_of(order, order.refunded_cents + cents) - net_of(order, order.refunded_cents)
    Refund.objects.create(order=order, key=key, cents=cents, reason=reason, made_by=operator)
    ledger.post(
        key=f"refund:{key}",
        text=f"{order.number} {order.legal_name}",
        booked_on=timezone.localdate(),
        order=order,
        currency=order.currency,
        cents_by_account={
            Account.REVENUE: net_cents,
            Account.VAT: cents - net_cents,
            account or account_of(order): -cents,
        },
    )
    Order.objects.filter(pk=order.pk).update(refunded_cents=F("refunded_cents") + cents)
    order.refresh_from_db()
    if order.refunded_cents == order.total_cents and (year := year_of(order)):
        end_year(year, timezone.now())
    record(company=order.company, act=REFUNDED, system=OPERATOR_NAME, subject=order.number, details={"cents": cents})
    tell(
        who_pays(order.company),
        REFUNDED,
        pack=order.pack,
        number=order.number,
        amount=lambda: money(cents, order.currency),
        url=order.get_absolute_url(),
        company_id=order.company_id,
    )
    announce(payment_refunded, order=order, amount_cents=cents, reason=reason)


@transaction.atomic
def note_dispute(*, order: Order, told: ReadDispute) -> None:
    """The payer's bank has taken money of a locked order back, or has decided; inquiries move no money and are left out."""
    if told.status.startswith("warning"):
        return
    known, is_new = Dispute.objects.get_or_create(
        stripe_id=told.id,
        defaults={"order": order, "cents": told.cents, "reason": told.reason[:60], "opened_at": told.opened_at},
    )
    if is_new:
        _open_dispute(order, known)
    if known.state == DisputeState.OPEN and told.status in {"won", "lost"}:
        _decide_dispute(order, known, DisputeState(told.status))


def _open_dispute(order: Order, dispute: Dispute) -> None:
    """Outbound rights wait for the decision."""
    _post(order, f"dispute:{dispute.stripe_id}", {Account.DISPUTED: dispute.cents, Account.STRIPE: -dispute.cents})
    now = timezone.now()
    Subscription.objects.filter(order=order).exclude(state=SubscriptionState.ENDED).update(outbound_ends_at=now)
    tell_rights(order.company_id, now)
    record(company=order.company, act=DISPUTED, system=OPERATOR_NAME, subject=order.number)
    tell(
        who_pays(order.company),
        DISPUTED,
        pack=order.pack,
        number=order.number,
        amount=lambda: money(dispute.cents, order.currency),
        url=reverse("premium:subscription"),
        company_id=order.company_id,
    )


def _decide_dispute(order: Order, dispute: Dispute, state: DisputeState) -> None:
    """Won: everything is as before. Lost: the money is gone, and with it the pack."""
    Dispute.objects.filter(pk=dispute.pk).update(state=state, decided_at=timezone.now())
    year = year_of(order)
    if state == DisputeState.WON:
        _post(
            order, f"dispute-won:{dispute.stripe_id}", {Account.STRIPE: dispute.cents, Account.DISPUTED: -dispute.cents}
        )
        Subscription.objects.filter(order=order, state=SubscriptionState.ACTIVE).update(outbound_ends_at=None)
        tell_rights(order.company_id, timezone.now())
        return
    _post(
        order,
        f"dispute-lost:{dispute.stripe_id}",
        {Account.LOST_DISPUTES: dispute.cents, Account.DISPUTED: -dispute.cents},
    )
    if year and year.state != SubscriptionState.ENDED:
        end_year(year, timezone.now())


def _post(order: Order, key: str, lines: dict[Account, int]) -> None:
    ledger.post(
        key=key,
        text=f"{order.number} {order.legal_name}",
        booked_on=timezone.localdate(),
        order=order,
        currency=order.currency,
        cents_by_account=lines,
    )
