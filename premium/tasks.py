"""The jobs of premium: serve Stripe, close graces, propose the next year, follow up what is not paid, reconcile at night."""

from celery import shared_task

from premium.actions import dunning, graces, renewals, stripe_inbox
from premium.models import Order, Subscription
from premium.stripe import calls, gateway


@shared_task(ignore_result=True)
def serve_stripe() -> None:
    """Send what is asked of Stripe, then work off what it has told; safe to run twice at once."""
    if gateway.is_configured():
        calls.wake()
        calls.perform_due()
        stripe_inbox.work_off()


@shared_task(ignore_result=True)
def advance_subscriptions() -> None:
    """End and remind of the days after a change of category, propose next years, notice payments that have not come, take the steps of the ladder."""
    for grace in graces.due_for_closing():
        graces.close_grace(grace=grace)
    for grace in graces.due_for_reminder():
        graces.remind_of_grace(grace=grace)
    for pk in renewals.due_for_proposal():
        renewals.propose_renewal(year=Subscription.objects.select_related("order", "pack", "company").get(pk=pk))
    for pk in dunning.unpaid_renewals():
        dunning.miss_payment(order=Order.objects.get(pk=pk))
    for year in dunning.due_for_dunning():
        dunning.advance_dunning(year=year)


@shared_task(ignore_result=True, soft_time_limit=3300, time_limit=3600)
def reconcile_stripe() -> None:
    """Every night: what was never told is found all the same."""
    if gateway.is_configured():
        stripe_inbox.reconcile()
