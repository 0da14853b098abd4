"""Making our books say what was read at Stripe: the same reading applied twice, or after another, changes nothing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from companies.models import Company
from premium.actions.dunning import start_dunning
from premium.actions.refunds import book_refund, note_dispute
from premium.actions.renewals import withdraw_proposal, withdraw_year, write_renewal_order
from premium.actions.settlement import UNSETTLED, open_provisionally, settle_order
from premium.actions.years import open_year, year_of
from premium.choices import FailureReason, OrderState, SubscriptionState
from premium.models import Order, StripeCustomer, StripeSubscription, Subscription
from premium.stripe import calls
from premium.stripe.reading import Reading, ReadInvoice, ReadSubscription


@transaction.atomic
def mirror(*, customer: StripeCustomer, reading: Reading) -> bool:
    """Apply what was read of a customer; False when another reading came in between, and this one may be the older."""
    known = StripeCustomer.objects.select_for_update().get(pk=customer.pk)
    if known.revision != customer.revision:
        return False
    Company.objects.select_for_update().get(pk=known.company_id)
    StripeCustomer.objects.filter(pk=known.pk).update(difference="")
    for subscription in reading.subscriptions:
        contract = _contract(known, subscription)
        for invoice in reading.invoices:
            if invoice.subscription_id == subscription.id:
                _apply_invoice(contract, subscription, invoice, reading)
        _apply_wishes(contract, subscription)
    _apply_returns(known, reading)
    known.revision += 1
    known.read_at = timezone.now()
    known.save(update_fields=["revision", "read_at"])
    return True


def _contract(customer: StripeCustomer, read: ReadSubscription) -> StripeSubscription:
    contract, _made = StripeSubscription.objects.update_or_create(
        stripe_id=read.id,
        defaults={
            "customer": customer,
            "item_id": read.item_id,
            "status": read.status,
            "cancels_at_term": read.cancels_at_term,
            "is_paused": read.is_paused,
            "unit_cents": read.unit_cents,
            "period_starts_at": read.starts_at,
            "period_ends_at": read.ends_at,
        },
    )
    return contract


def _apply_invoice(
    contract: StripeSubscription, subscription: ReadSubscription, invoice: ReadInvoice, reading: Reading
) -> None:
    order = _order_of(contract, subscription, invoice)
    if order is None:
        return
    if invoice.status == "paid":
        _apply_payment(contract, order, invoice)
    elif invoice.status == "open" and order.state in UNSETTLED:
        _apply_attempt(contract, order, invoice, reading)
    elif invoice.status == "open" and order.stripe_invoice in {"", invoice.id}:
        _withdraw_charge(contract, order, invoice)


def _order_of(contract: StripeSubscription, subscription: ReadSubscription, invoice: ReadInvoice) -> Order | None:
    """The order that an invoice of Stripe charges; the one of a year that nobody has proposed yet is written now."""
    orders = Order.objects.select_related("pack", "company", "continues").filter(company=contract.customer.company_id)
    if known := orders.filter(stripe_invoice=invoice.id).first():
        return known
    if invoice.is_first:
        return orders.filter(number=subscription.order_number).first()
    if invoice.status == "paid" or (invoice.status == "open" and invoice.is_attempted):
        proposed = orders.unsettled().filter(continues__contract=contract, stripe_invoice="").first()
        return proposed or _order_nobody_proposed(contract)
    return None


def _order_nobody_proposed(contract: StripeSubscription) -> Order | None:
    """Stripe was faster than our calendar: the order of the year it charges."""
    latest = contract.years.select_related("pack", "company", "order", "next_pack").order_by("-ends_at").first()
    if latest is None or latest.state == SubscriptionState.ENDED:
        return None
    withdraw_proposal(latest.company)
    order = write_renewal_order(latest)
    open_year(order, SubscriptionState.PROVISIONAL, latest.ends_at)
    return order


def _apply_payment(contract: StripeSubscription, order: Order, invoice: ReadInvoice) -> None:
    if order.state == OrderState.PAID and order.stripe_invoice == invoice.id:
        return
    if order.state not in UNSETTLED:
        _send_back(contract, order, invoice)
        return
    if (invoice.total_cents, invoice.paid_cents, invoice.currency) != (
        order.total_cents,
        order.total_cents,
        order.currency,
    ):
        _note_difference(contract, order, invoice)
        return
    order.stripe_invoice, order.stripe_payment = invoice.id, invoice.payment
    year = settle_order(order=order, received_on=timezone.localdate(invoice.paid_at or timezone.now()))
    _charge_through(contract, year)


def _apply_attempt(contract: StripeSubscription, order: Order, invoice: ReadInvoice, reading: Reading) -> None:
    """Not paid yet: a debit is under way, or an attempt has failed."""
    charge = reading.charge_of(invoice)
    is_pending = charge is not None and charge.status == "pending"
    if not invoice.is_attempted and not is_pending:
        return
    order.stripe_invoice, order.stripe_payment = invoice.id, invoice.payment
    order.save(update_fields=["stripe_invoice", "stripe_payment"])
    if is_pending:
        if order.state == OrderState.WAITING:
            open_provisionally(order=order)
    elif year_of(order):
        failed = charge is not None and charge.status == "failed"
        start_dunning(order=order, failure=charge.failure if charge and failed else FailureReason.ACTION_NEEDED)
    if year := year_of(order):
        _charge_through(contract, year)


def _charge_through(contract: StripeSubscription, year: Subscription) -> None:
    """The year is charged by this subscription; an earlier one of the same pack charges no more."""
    earlier = [year.contract] if year.contract else []
    if year.order.continues and year.order.continues.contract:
        earlier.append(year.order.continues.contract)
    for other in earlier:
        if other != contract and other.status != "canceled":
            calls.ask("cancel_subscription", f"cancel:{other.stripe_id}", contract=other)
    if year.contract_id != contract.pk:
        is_first = not contract.years.exists()
        Subscription.objects.filter(pk=year.pk).update(contract=contract)
        if is_first:
            _move_term(contract, year)


def _move_term(contract: StripeSubscription, year: Subscription) -> None:
    """Free months, or a year bought ahead, end later than Stripe's own year: it charges again when ours ends."""
    ends_at = contract.period_ends_at
    if ends_at and year.ends_at > ends_at + timedelta(days=1):
        calls.ask_term(contract, f"term:{contract.stripe_id}:{year.pk}", int(year.ends_at.timestamp()))


def _withdraw_charge(contract: StripeSubscription, order: Order, invoice: ReadInvoice) -> None:
    """What is cancelled, or was paid in another way, is not charged."""
    calls.ask("void_invoice", f"void:{invoice.id}", company=order.company, id=invoice.id)
    if invoice.is_first:
        calls.ask("cancel_subscription", f"cancel:{contract.stripe_id}", contract=contract)


def _send_back(contract: StripeSubscription, order: Order, invoice: ReadInvoice) -> None:
    """Paid at Stripe although the order was cancelled, or paid by transfer meanwhile: the money goes back at once."""
    if not invoice.payment:
        return
    calls.ask(
        "refund",
        f"send-back:{invoice.id}",
        company=order.company,
        payment_intent=invoice.payment,
        metadata={"order": order.number, "reason": "paid twice or after it was cancelled"},
    )
    if invoice.is_first or order.state == OrderState.CANCELLED:
        calls.ask("cancel_subscription", f"cancel:{contract.stripe_id}", contract=contract)


def _note_difference(contract: StripeSubscription, order: Order, invoice: ReadInvoice) -> None:
    """Another amount than ordered, or another currency, is booked by nobody: an operator looks at it."""
    paid = f"{invoice.paid_cents / 100:.2f} paid" + (
        "" if invoice.currency == order.currency else f" in {invoice.currency}"
    )
    StripeCustomer.objects.filter(pk=contract.customer_id).update(
        difference=(f"{order.number}: {order.total_cents / 100:.2f} {order.currency} ordered, {paid} ({invoice.id})")
    )


def _apply_wishes(contract: StripeSubscription, read: ReadSubscription) -> None:
    """What the buyer has changed on Stripe's own page; what we still ask of Stripe comes before it."""
    if contract.calls.to_do().exists():
        return
    is_over = read.status in {"canceled", "incomplete_expired"}
    is_renewed = not read.cancels_at_term and not is_over
    for year in contract.years.exclude(state=SubscriptionState.ENDED).select_related("order", "company"):
        if is_over and year.order.state in UNSETTLED:
            Order.objects.filter(pk=year.order_id).update(state=OrderState.CANCELLED, cancelled_at=timezone.now())
            withdraw_year(year.order)
        elif year.renews != is_renewed and not _goes_on_elsewhere(year):
            Subscription.objects.filter(pk=year.pk).update(renews=is_renewed)


def _goes_on_elsewhere(year: Subscription) -> bool:
    """Its next year is in another currency: it was we who let the subscription end."""
    following = year.renewal_orders.exclude(state=OrderState.CANCELLED)
    return following.exclude(currency=year.order.currency).exists()


def _apply_returns(customer: StripeCustomer, reading: Reading) -> None:
    """Refunds and disputes of settled orders, each booked once."""
    orders = Order.objects.select_related("pack", "company").filter(
        company=customer.company_id,
        state=OrderState.PAID,
        stripe_payment__in=[payment for payment in reading.charges if payment],
    )
    for order in orders:
        returned = reading.charges[order.stripe_payment].refunded_cents
        if returned > order.refunded_cents:
            book_refund(order=order, cents=returned - order.refunded_cents, key=f"{order.stripe_payment}:{returned}")
        for dispute in reading.disputes:
            if dispute.payment == order.stripe_payment:
                note_dispute(order=order, told=dispute)
