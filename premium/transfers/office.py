"""The operator's pages of transfers: upload, preview, import, assign, send back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from network.common.access import operator
from network.common.exceptions import Refusal
from premium.models import Order
from premium.operators import CONFIRM_PAYMENTS, REFUND
from premium.transfers.actions.importing import (
    assign_movement,
    import_statement,
    keep_draft,
    read_again,
    return_movement,
    return_surplus,
)
from premium.transfers.choices import MovementState
from premium.transfers.exceptions import NoSuchOrder
from premium.transfers.forms import AssignForm, ReturnForm, StatementForm
from premium.transfers.models import BankMovement, BankStatement
from premium.transfers.selectors import orders_paid_in_part, orders_with_money_left, preview


@operator(CONFIRM_PAYMENTS)
def statements(request: HttpRequest) -> HttpResponse:
    """Upload a statement; what waits for a decision, and the files of before."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            kept = keep_draft(operator=request.user, name=upload.name, content=upload.read())  # type: ignore[arg-type]
        except Refusal as refusal:
            form.add_error("file", str(refusal.sentence))
        else:
            return redirect("transfer_office:statement", kept.pk)
    context = {
        "form": form,
        "statements": BankStatement.objects.all()[:30],
        "unmatched": BankMovement.objects.filter(state=MovementState.UNMATCHED),
        "in_part": orders_paid_in_part(),
        "surplus": orders_with_money_left(),
        "may_return": request.user.has_perm(REFUND),
    }
    return render(request, "transfers/office/statements.html", context)


@operator(CONFIRM_PAYMENTS)
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """What an import would do, and the import; afterwards, what it did."""
    found = get_object_or_404(BankStatement, pk=statement_id)
    if request.method == "POST":
        imported = import_statement(operator=request.user, statement=found)  # type: ignore[arg-type]
        text = ngettext("%(count)s movement was counted.", "%(count)s movements were counted.", len(imported))
        messages.success(request, text % {"count": len(imported)})
        return redirect("transfer_office:statement", found.pk)
    context = {
        "statement": found,
        "lines": [] if found.imported_at else preview(read_again(found)),
        "movements": found.movements.select_related("order__company") if found.imported_at else [],
    }
    return render(request, "transfers/office/statement.html", context)


@operator(CONFIRM_PAYMENTS)
@require_POST
def assign(request: HttpRequest, movement_id: int) -> HttpResponse:
    """Say which order a movement was for."""
    movement = get_object_or_404(BankMovement, pk=movement_id)
    form = AssignForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"].strip().upper()
        order = Order.objects.filter(number=number).first()
        if order is None:
            raise NoSuchOrder(number)
        assign_movement(operator=request.user, movement=movement, order=order)  # type: ignore[arg-type]
        messages.success(request, _("Counted for order %(number)s.") % {"number": number})
    else:
        messages.error(request, _("Give the number of the order."))
    return redirect("transfer_office:statements")


@operator(REFUND)
@require_POST
def send_back(request: HttpRequest, movement_id: int) -> HttpResponse:
    """A movement for nothing we know was sent back."""
    return_movement(operator=request.user, movement=get_object_or_404(BankMovement, pk=movement_id))  # type: ignore[arg-type]
    messages.success(request, _("Noted: the money was sent back."))
    return redirect("transfer_office:statements")


@operator(REFUND)
@require_POST
def send_back_surplus(request: HttpRequest, order_id: int) -> HttpResponse:
    """What was paid too much or twice was sent back."""
    form = ReturnForm(request.POST)
    if form.is_valid():
        order = get_object_or_404(Order, pk=order_id)
        return_surplus(operator=request.user, order=order, cents=form.cleaned_data["amount"])  # type: ignore[arg-type]
        messages.success(request, _("Noted: the money was sent back."))
    else:
        messages.error(request, _("Give the amount that was sent back."))
    return redirect("transfer_office:statements")
