"""When a payment fails: five letters in 21 days, outbound rights first, and nothing written is ever deleted."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from companies.journal import record
from companies.operators import OPERATOR_NAME
from premium.actions.renewals import withdraw_order
from premium.actions.settlement import UNSETTLED, locked_order
from premium.actions.years import end_year, tell_rights, year_of
from premium.choices import FailureReason, OrderState, PaymentWay, SubscriptionState
from premium.dunning import DAYS, OUTBOUND_ENDS_AFTER, next_step_at
from premium.exceptions import OrderNotWaiting, shown_day
from premium.failures import advice_for, sentence_of
from premium.models import Order, Subscription
from premium.news import tell, who_pays
from premium.stripe import calls

FAILED: Final = "premium.payment_failed"
REMINDED: Final = "premium.payment_reminder"
OUTBOUND_CLOSED: Final = "premium.outbound_closed"
LAST_WARNING: Final = "premium.payment_last_warning"
LAPSED: Final = "premium.pack_lapsed"
LETTERS: Final = (FAILED, REMINDED, OUTBOUND_CLOSED, LAST_WARNING, LAPSED)


@transaction.atomic
def start_dunning(*, order: Order, failure: FailureReason) -> None:
    """The payment of a locked order has failed: its open year is past due, and the first letter goes out.

    A company that never paid loses its outbound rights at once, any other after a week. One that is no provider any more
    is asked for nothing: its order is withdrawn.
    """
    if not order.company.is_provider:
        withdraw_order(order)
        return
    year = year_of(order)
    if order.state == OrderState.PROCESSING:
        order.state = OrderState.WAITING
        order.save(update_fields=["state"])
    if year is None or year.state == SubscriptionState.ENDED:
        return
    if year.state == SubscriptionState.PAST_DUE:
        Subscription.objects.filter(pk=year.pk).update(failure=failure)
        return
    now = timezone.now()
    has_paid_before = order.is_renewal
    outbound_ends_at = now + OUTBOUND_ENDS_AFTER if has_paid_before else now
    Subscription.objects.filter(pk=year.pk).update(
        state=SubscriptionState.PAST_DUE,
        failure=failure,
        dunning_since=now,
        dunning_step=0,
        outbound_ends_at=outbound_ends_at,
    )
    tell_rights(order.company_id, now, outbound_ends_at)
    record(company=order.company, act=FAILED, system=OPERATOR_NAME, subject=order.number, details={"why": failure})
    _take_step(order, now)


@transaction.atomic
def advance_dunning(*, year: Subscription) -> bool:
    """Take the next step of the ladder if its day has come; whether one was taken."""
    try:
        order = locked_order(year.order, UNSETTLED)
    except OrderNotWaiting:
        return False
    year.refresh_from_db()
    now = timezone.now()
    if year.state != SubscriptionState.PAST_DUE or now < next_step_at(year):
        return False
    _take_step(order, now)
    return True


def due_for_dunning() -> list[Subscription]:
    """Years that nobody has paid, the longest unpaid first."""
    past_due = Subscription.objects.filter(state=SubscriptionState.PAST_DUE).select_related("order", "pack", "company")
    return [year for year in past_due.order_by("dunning_since") if next_step_at(year) <= timezone.now()]


def unpaid_renewals() -> list[int]:
    """Orders of years that have begun, that Stripe does not charge by itself, and that nobody has paid."""
    return list(
        Subscription.objects.open()
        .filter(Q(order__way=PaymentWay.TRANSFER) | Q(contract=None))
        .filter(state=SubscriptionState.PROVISIONAL, order__state=OrderState.WAITING)
        .values_list("order_id", flat=True)
    )


@transaction.atomic
def miss_payment(*, order: Order) -> None:
    """The day of payment of a renewal has passed without its money."""
    failure = FailureReason.NOT_RECEIVED if order.is_by_transfer else FailureReason.NOT_REACHED
    start_dunning(order=locked_order(order), failure=failure)


def _take_step(order: Order, now: datetime) -> None:
    """Write, try the card again, and on the last step end the year."""
    year = year_of(order)
    assert year is not None  # noqa: S101 - dunning is about an open year
    step = year.dunning_step
    if step >= len(DAYS) - 1:
        _lapse(order, year, now)
    else:
        if step and order.stripe_invoice and not order.is_by_transfer:
            calls.ask(
                "pay_invoice",
                f"retry:{order.stripe_invoice}:{step}",
                contract=year.contract,
                company=order.company,
                id=order.stripe_invoice,
            )
        _write(order, year, step)
    Subscription.objects.filter(pk=year.pk).update(dunning_step=F("dunning_step") + 1)


def _lapse(order: Order, year: Subscription, now: datetime) -> None:
    """The year ends; page, inbox and everything written stay."""
    Order.objects.filter(pk=order.pk).update(state=OrderState.CANCELLED, cancelled_at=now)
    if order.stripe_invoice:
        calls.ask("void_invoice", f"void:{order.stripe_invoice}", company=order.company, id=order.stripe_invoice)
    end_year(year, now)
    record(company=order.company, act=LAPSED, system=OPERATOR_NAME, subject=year.pack.name)
    tell(
        who_pays(order.company),
        LAPSED,
        pack=year.pack,
        number=order.number,
        url=reverse("premium:packs"),
        company_id=order.company_id,
    )


def _write(order: Order, year: Subscription, step: int) -> None:
    """One letter: why it failed and what to do, what is still there, and until when."""
    since = year.dunning_since
    assert since is not None  # noqa: S101 - the table's constraint
    tell(
        who_pays(order.company),
        LETTERS[step],
        pack=year.pack,
        number=order.number,
        why=sentence_of(year.failure),
        advice=advice_for(year.failure),
        outbound_day=lambda: shown_day(year.outbound_ends_at or since),
        last_day=lambda: shown_day(since + timedelta(days=DAYS[-1])),
        url=order.get_absolute_url(),
        company_id=order.company_id,
    )
