"""The operator's page of a paid order: give money back, pause the pack, let it run again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.accounts.reauthentication import proven_again
from network.common.access import operator
from network.common.exceptions import Refusal
from premium.actions.pauses import pause, resume
from premium.actions.refunds import refund_order
from premium.forms.office import RefundForm
from premium.models import Order, StripeCall, Subscription
from premium.operators import REFUND


@operator(REFUND)
@proven_again()
def money(request: HttpRequest, order_id: int) -> HttpResponse:
    """What was given back, what Stripe was asked, and the three acts; a refusal is said on the page."""
    order = get_object_or_404(Order.objects.select_related("company", "pack"), pk=order_id)
    year = Subscription.objects.select_related("pack").filter(order=order).first()
    form = RefundForm(order.currency, request.POST if request.POST.get("act") == "refund" else None)
    refusal = ""
    if request.method == "POST":
        try:
            if done := _act(request, order, year, form):
                messages.success(request, done)
                return redirect("premium_office:money", order.pk)
        except Refusal as refused:
            refusal = refused.sentence
    context = {"order": order, "year": year, "form": form, "refusal": refusal, "refunds": order.refunds.all()}
    context["calls"] = StripeCall.objects.filter(company=order.company)[:20]
    return render(request, "premium/office/money.html", context)


def _act(request: HttpRequest, order: Order, year: Subscription | None, form: RefundForm) -> str:
    """Do what was pressed; empty when the form is not filled in."""
    act, person = request.POST.get("act"), request.user
    if act == "refund" and form.is_valid():
        refund_order(
            order=order, operator=person, cents=form.cleaned_data["amount"], reason=form.cleaned_data["reason"]
        )
        return _("Refunded. A card or a debit is booked once Stripe has done it.")
    if act == "pause" and year:
        pause(year=year, operator=person, reason=request.POST.get("reason", "")[:200])
        return _("The pack is paused.")
    if act == "resume" and year:
        resume(year=year, operator=person)
        return _("The pack runs again; the days of the pause are added.")
    return ""
