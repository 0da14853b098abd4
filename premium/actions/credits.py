"""Giving back what a change of category leaves unused: through Stripe by itself, by hand where the money came by transfer."""

from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.journal import record
from companies.operators import OPERATOR_NAME, require_operator
from network.accounts.models import User
from premium.actions.refunds import PAID_ONLY, ask_refund, book_refund
from premium.actions.settlement import locked_order
from premium.choices import Account
from premium.credits import Credit
from premium.exceptions import CreditNotDue
from premium.models import CategoryCredit, CategoryGrace
from premium.operators import REFUND

SENT: Final = "premium.credit_sent"
REASON: Final = _("Change of category: unused days")


def owe_credit(grace: CategoryGrace, credit: Credit) -> CategoryCredit:
    """Write down what goes back of an order of a locked company; Stripe is asked at once, a transfer waits for an operator."""
    order = credit.order
    by_stripe = order.stripe_payment and not order.is_by_transfer
    call = (
        ask_refund(order=order, cents=credit.cents, key=f"credit:{grace.pk}:{order.number}", reason=str(REASON))
        if by_stripe
        else None
    )
    return CategoryCredit.objects.create(grace=grace, order=order, cents=credit.cents, call=call)


@transaction.atomic
def send_credit(*, credit: CategoryCredit, operator: User) -> int:
    """Say that a credit was sent by bank transfer: booked like every refund, with its credit note. Returns the cents booked.

    What was given back of the order by hand in the meantime is not sent again.

    Raises:
        NotAnOperator, OrderNotWaiting, CreditNotDue: nothing was changed.

    """
    require_operator(operator, REFUND)
    order = locked_order(credit.order, PAID_ONLY)
    due = CategoryCredit.objects.to_send().filter(pk=credit.pk).first()
    if due is None:
        raise CreditNotDue
    cents = due.cents_left(order)
    due.sent_at, due.sent_by = timezone.now(), operator
    due.save(update_fields=["sent_at", "sent_by"])
    record(company=order.company, act=SENT, system=OPERATOR_NAME, subject=order.number, details={"cents": cents})
    if cents:
        book_refund(
            order=order,
            cents=cents,
            key=f"credit:{due.pk}",
            operator=operator,
            reason=str(REASON),
            account=Account.BANK,
        )
    return cents
