"""When an order is quoted with a reduction, its terms are kept in the same transaction."""

from network.common.signals import witness
from premium.models import Order
from premium.revenue.actions import keep_use
from premium.selling import Reduction
from premium.signals import order_reduced


@witness(order_reduced)
def remember_the_offer(order: Order, reduction: Reduction) -> None:
    keep_use(order, reduction)
