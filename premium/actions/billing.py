"""Correcting who is billed while an order waits; the VAT is quoted again, never what is sold."""

from dataclasses import asdict
from typing import Final

from django.db import transaction

from companies.journal import record
from companies.models import Member
from companies.operators import OPERATOR_NAME
from network.common.signals import announce
from premium.actions.settlement import locked_order
from premium.billing import BillingDetails
from premium.models import Order, StripeCall
from premium.signals import order_quoted
from premium.stripe.checkout import expire_pages
from premium.vat import Vat, vat_for

CORRECTED: Final = "premium.billing_corrected"
VAT_FIELDS: Final = ["vat_reason", "vat_basis_points", "vat_cents", "total_cents"]


def vat_of_order(order: Order, *, number_is_registered: bool | None = None) -> Vat:
    """What the details of an order lead to; `False` when VIES says that the number is not registered."""
    return vat_for(str(order.country), order.vat_number, order.postal_code, number_is_registered=number_is_registered)


@transaction.atomic
def correct_billing(*, order: Order, billing: BillingDetails, acting: Member | None = None, payer: str = "") -> Order:
    """Write other billing details on an order that waits, and quote its VAT again; `payer` is who did it by a link.

    Raises:
        OrderNotWaiting: nothing was changed.

    """
    order = locked_order(order)
    before = order.total_cents
    for name, value in asdict(billing).items():
        setattr(order, name, value)
    _quote(order, billing.vat)
    order.save(update_fields=[*asdict(billing), *VAT_FIELDS])
    close_pages(order)
    details = {"before": before, "after": order.total_cents}
    record(company=order.company, act=CORRECTED, acting=acting, system=payer, subject=order.number, details=details)
    announce(order_quoted, order=order)
    return order


@transaction.atomic
def quote_vat_again(order: Order, *, number_is_registered: bool) -> Order:
    """Quote a waiting order again after VIES has answered."""
    order = locked_order(order)
    _quote(order, vat_of_order(order, number_is_registered=number_is_registered))
    order.save(update_fields=VAT_FIELDS)
    close_pages(order)
    record(
        company=order.company,
        act=CORRECTED,
        system=OPERATOR_NAME,
        subject=order.number,
        details={"after": order.total_cents, "number_is_registered": number_is_registered},
    )
    return order


def _quote(order: Order, vat: Vat) -> None:
    order.vat_reason, order.vat_basis_points = vat.reason, vat.basis_points
    order.vat_cents = vat.on(order.net_cents)
    order.total_cents = order.net_cents + order.vat_cents


def close_pages(order: Order) -> None:
    """Pages at Stripe that show the former amount are closed; the next press opens a new one."""
    expire_pages(order)
    for call in StripeCall.objects.filter(key__startswith=f"checkout:{order.number}:", done_at__isnull=False):
        call.result["expires_at"] = 0
        call.save(update_fields=["result"])
