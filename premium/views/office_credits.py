"""The operator's page of a credit that is sent back by hand after a change of category."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from network.accounts.reauthentication import proven_again
from network.common.access import operator
from network.common.exceptions import Refusal
from premium.actions.credits import send_credit
from premium.models import CategoryCredit
from premium.operators import REFUND


@operator(REFUND)
@proven_again()
def credit(request: HttpRequest, credit_id: int) -> HttpResponse:
    """Whom to ask for his account, how much to send with which reference, and the confirmation that it was sent."""
    found = get_object_or_404(
        CategoryCredit.objects.select_related("order__company", "order__pack", "grace"), pk=credit_id
    )
    if request.method == "POST":
        try:
            send_credit(credit=found, operator=request.user)  # type: ignore[arg-type]
        except Refusal as refusal:
            messages.error(request, str(refusal.sentence))
        else:
            messages.success(request, _("Noted: the money was sent back."))
            return redirect("credit_to_send:index")
    is_due = CategoryCredit.objects.to_send().filter(pk=found.pk).exists()
    context = {"credit": found, "order": found.order, "cents": found.cents_left(found.order), "is_due": is_due}
    return render(request, "premium/office/credit.html", context)
