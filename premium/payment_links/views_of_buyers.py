"""The buyer's page of an order that somebody else pays: send, follow, answer, withdraw."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal
from network.common.mails import absolute
from premium.access import buyer_required
from premium.models import Order
from premium.payment_links.actions.sending import answer_question, send_link, withdraw_link
from premium.payment_links.forms import AnswerForm, SendForm
from premium.payment_links.models import PaymentLink, PaymentQuestion


@buyer_required
@proven_again()
def of_order(request: HttpRequest, number: str) -> HttpResponse:
    """Send the order to whoever pays; afterwards, where the link stands."""
    member = request.member  # type: ignore[attr-defined]
    order = get_object_or_404(Order.objects.visible_to(member).select_related("pack", "company"), number=number)
    form = SendForm(request.POST or None, initial={"language": member.user.language})
    if form.is_bound and form.is_valid():
        try:
            link = send_link(acting=member, order=order, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("The payment link was sent to %(email)s.") % {"email": link.email})
            return redirect("payment_links:of_order", number)
    links = list(
        PaymentLink.objects.filter(order=order).select_related("order", "sent_by").prefetch_related("questions")
    )
    current = next((link for link in links if not link.withdrawn_at and not link.is_expired), None)
    context = {
        "order": order,
        "form": form,
        "links": links,
        "link": current,
        "address": absolute(current.get_absolute_url()) if current else "",
        "answer_form": AnswerForm(),
    }
    return render(request, "payment_links/of_order.html", context)


@buyer_required
@require_POST
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The link no longer works."""
    member = request.member  # type: ignore[attr-defined]
    order = get_object_or_404(Order.objects.visible_to(member), number=number)
    link = get_object_or_404(PaymentLink.objects.select_related("order__company"), order=order, withdrawn_at=None)
    withdraw_link(acting=member, link=link)
    messages.success(request, _("The payment link is withdrawn. The order waits on."))
    return redirect("payment_links:of_order", number)


@buyer_required
@require_POST
def answer(request: HttpRequest, question_id: int) -> HttpResponse:
    """Answer the payer's question."""
    member = request.member  # type: ignore[attr-defined]
    own = PaymentQuestion.objects.filter(link__order__company_id=member.company_id)
    question = get_object_or_404(
        own.select_related("link__order__company", "link__order__pack", "link__sent_by"), pk=question_id
    )
    form = AnswerForm(request.POST)
    if form.is_valid():
        answer_question(acting=member, question=question, answer=form.cleaned_data["answer"])
        messages.success(request, _("Your answer was sent to %(email)s.") % {"email": question.link.email})
    else:
        messages.error(request, _("Write an answer first."))
    return redirect("payment_links:of_order", question.link.order.number)
