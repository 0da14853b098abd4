"""How an order is paid, and who is written to when that fails."""

from django.db import transaction

from companies.models import Member
from companies.permissions import require
from companies.roles import CompanyPermission
from premium.actions.settlement import locked_order
from premium.choices import PaymentWay
from premium.models import BillingDeputy, Order
from premium.stripe.checkout import expire_pages
from premium.ways import require_way


@transaction.atomic
def choose_way(*, order: Order, way: PaymentWay) -> Order:
    """Pay a waiting order in another way; a page opened for the way before is closed.

    Raises:
        OrderNotWaiting: it is paid, cancelled or under way.
        WayNotOpen: its currency cannot be paid in this way.

    """
    order = locked_order(order)
    require_way(order.currency, way)
    if order.way != way:
        expire_pages(order)
        order.way = way
        order.save(update_fields=["way"])
    return order


@transaction.atomic
def name_deputy(*, acting: Member, deputy: Member | None) -> None:
    """Write to this colleague too when a payment fails; without one, to the owners.

    Raises:
        RoleTooSmall: nothing was changed.

    """
    require(acting, CompanyPermission.BUY)
    if deputy is None:
        BillingDeputy.objects.filter(company_id=acting.company_id).delete()
        return
    colleague = Member.objects.active().get(pk=deputy.pk, company_id=acting.company_id)
    BillingDeputy.objects.update_or_create(company_id=acting.company_id, defaults={"member": colleague})
