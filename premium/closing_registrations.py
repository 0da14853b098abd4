"""What a closing means for what was bought: a renewal is called off first, and what waits for payment is withdrawn."""

from django.utils.translation import gettext_lazy as _

from companies.closing.actions import conditions, endings
from companies.models import Company
from network.common.exceptions import Refusal
from premium.actions.renewals import forget_renewal, withdraw_order
from premium.choices import OPEN_STATES, OrderState
from premium.models import Order, Subscription


class StillRenews(Refusal):
    def __init__(self, pack: str) -> None:
        super().__init__(
            _("Your pack %(pack)s renews by itself. Call the renewal off first, under Packs.") % {"pack": pack}
        )


def require_no_renewal(company: Company) -> None:
    """Nothing may be charged to a company that is no more.

    Raises:
        StillRenews: a pack goes on by itself.

    """
    running = (
        Subscription.objects.filter(company=company, state__in=OPEN_STATES, renews=True).select_related("pack").first()
    )
    if running is not None:
        raise StillRenews(running.pack.name)


def withdraw_orders(company: Company) -> None:
    """Nobody is reminded of an order that nobody waits for."""
    for order in Order.objects.select_for_update().filter(company=company, state=OrderState.WAITING):
        withdraw_order(order)
        forget_renewal(order)


conditions.register("premium.renewal", require_no_renewal)
endings.register("premium.orders", withdraw_orders)
