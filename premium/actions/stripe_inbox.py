"""Working off what Stripe has told: customers with news are read again, one after the other, and our books follow."""

import logging
from datetime import timedelta
from typing import Final

from django.db.models import F
from django.utils import timezone

from premium.actions.mirror import mirror
from premium.models import Order, StripeCustomer, StripeEvent
from premium.stripe.gateway import StripeUnreachable
from premium.stripe.reading import read

logger = logging.getLogger(__name__)

GROWING_DELAYS_SECONDS: Final = (2, 10, 60, 300, 1800, 3600)
READINGS: Final = 5


def work_off(limit: int = 200) -> int:
    """Read every customer with news; stop at once when Stripe is not there. Returns how many events are done."""
    _name_customers()
    done = 0
    customers = StripeEvent.objects.due().exclude(customer="").order_by().values_list("customer", flat=True)
    for stripe_id in list(customers.distinct()[:limit]):
        try:
            done += _work_off(stripe_id)
        except StripeUnreachable:
            logger.warning("Stripe is not there; its events wait")
            break
        except Exception as error:
            logger.exception("events of %s failed", stripe_id)
            _postpone(stripe_id, error)
    return done


def _work_off(stripe_id: str) -> int:
    """Events that came before the reading are done with it; later ones are read for once more."""
    before = list(StripeEvent.objects.to_do().filter(customer=stripe_id).values_list("pk", flat=True))
    customer = StripeCustomer.objects.filter(stripe_id=stripe_id).first()
    if customer:
        refresh(customer)
    return StripeEvent.objects.filter(pk__in=before).update(done_at=timezone.now(), error="")


def refresh(customer: StripeCustomer) -> None:
    """Read a customer at Stripe and make our books say the same.

    Raises:
        StripeUnreachable: nothing was changed.

    """
    for _attempt in range(READINGS):
        customer.refresh_from_db()
        if mirror(customer=customer, reading=read(customer.stripe_id)):
            return
    raise StripeUnreachable(f"{customer} is read by too many hands at once")


def _name_customers() -> None:
    """Events that name only a payment belong to the customer whose order it paid; those that name nothing are done."""
    nameless = StripeEvent.objects.to_do().filter(customer="")
    for event in nameless.exclude(payment="")[:500]:
        if order := Order.objects.filter(stripe_payment=event.payment).first():
            customer = StripeCustomer.objects.get(company=order.company_id, currency=order.currency)
            StripeEvent.objects.filter(pk=event.pk).update(customer=customer.stripe_id)
    nameless.filter(payment="").update(done_at=timezone.now())
    old = timezone.now() - timedelta(days=1)
    nameless.filter(received_at__lt=old).update(done_at=timezone.now(), error="no order was paid by this payment")


def _postpone(stripe_id: str, error: Exception) -> None:
    due = StripeEvent.objects.due().filter(customer=stripe_id)
    attempts = due.order_by("-attempts").values_list("attempts", flat=True).first() or 0
    seconds = GROWING_DELAYS_SECONDS[min(attempts, len(GROWING_DELAYS_SECONDS) - 1)]
    due.update(run_at=timezone.now() + timedelta(seconds=seconds), attempts=F("attempts") + 1, error=repr(error)[:1000])


def reconcile() -> int:
    """Read every customer again, whatever was told or not; returns how many were read.

    Raises:
        StripeUnreachable: the rest is read tomorrow.

    """
    read_again = 0
    for customer in StripeCustomer.objects.select_related("company").order_by("read_at", "pk").iterator():
        try:
            refresh(customer)
            read_again += 1
        except StripeUnreachable:
            raise
        except Exception:
            logger.exception("customer %s could not be reconciled", customer)
    return read_again
