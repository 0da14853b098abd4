"""The operator's pages of orders: one order, and the confirmation of its transfer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.accounts.reauthentication import proven_again
from network.common.access import operator
from network.common.exceptions import Refusal
from premium.actions.orders import confirm_payment
from premium.exchange import Rate
from premium.forms.office import PaymentForm
from premium.models import Order
from premium.operators import CONFIRM_PAYMENTS
from premium.prices import Price
from premium.ways import only_in_euros


@operator(CONFIRM_PAYMENTS)
@proven_again()
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """One order; while it waits, the amount and the day of its transfer."""
    found = get_object_or_404(Order.objects.select_related("company", "pack", "placed_by", "confirmed_by"), pk=order_id)
    form = PaymentForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            confirm_payment(
                order=found,
                operator=request.user,  # type: ignore[arg-type]
                received_cents=form.cleaned_data["amount"],
                received_on=form.cleaned_data["received_on"],
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Order %(number)s is paid; its rights are open.") % {"number": found.number})
            return redirect("order_to_confirm:index")
    context = {"order": found, "price": Price.quoted(found), "form": form}
    context |= {"rate": Rate.kept(found), "only_in_euros": only_in_euros(found.currency)}
    return render(request, "premium/office/order.html", context)
