"""The payer's page: whoever holds the signed link enters, without an account, until it expires."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from network import environment
from network.common.access import public
from premium.billing import BillingDetails
from premium.choices import PaymentWay
from premium.forms.billing import BillingForm
from premium.invoices.models import Invoice
from premium.invoices.views import file_response
from premium.payment_links.actions.paying import (
    accept_quote,
    ask_question,
    correct_as_payer,
    join_as_billing_member,
    link_for,
    mark_opened,
)
from premium.payment_links.forms import AcceptForm, QuestionForm
from premium.payment_links.models import PaymentLink
from premium.payment_links.tokens import token_of
from premium.payment_links.ways import page_of
from premium.prices import Price
from premium.stripe.gateway import StripeRefused, StripeUnreachable
from premium.ways import only_in_euros, open_ways

PayerView = Callable[..., HttpResponse]


def payer_page(view: PayerView) -> PayerView:
    """Give the view the link of its token; without a valid one, a page says what to do."""

    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        link = link_for(token)
        if link is None:
            return render(request, "payment_links/closed.html", status=410)
        response = view(request, link)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return public(never_cache(opened))


def shown(request: HttpRequest, link: PaymentLink, status: int = 200, **forms: Any) -> HttpResponse:
    """The quote, where it stands, and what the payer may do."""
    order = link.order
    ways = open_ways(order.currency)
    context = {
        "link": link,
        "token": token_of(link.pk, link.nonce),
        "order": order,
        "price": Price.quoted(order),
        "country_name": order.country.name,
        "questions": link.questions.all(),
        "invoice": Invoice.objects.invoices().filter(order=order).select_related("document").first(),
        "ways": ways,
        "only_in_euros": only_in_euros(order.currency),
        "bank": {
            "holder": environment.BANK_ACCOUNT_HOLDER,
            "iban": environment.BANK_ACCOUNT_IBAN,
            "bic": environment.BANK_ACCOUNT_BIC,
        },
        "accept_form": AcceptForm(ways=ways),
        "question_form": QuestionForm(),
        **forms,
    }
    return render(request, "payment_links/pay.html", context, status=status)


@payer_page
def pay(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """The quote of one order."""
    mark_opened(link)
    return shown(request, link)


@payer_page
def correct(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """Correct who is billed, and the purchase-order number."""
    known = {**vars(BillingDetails.of_order(link.order)), "purchase_order": link.order.purchase_order}
    form = BillingForm(request.POST or None, initial=known)
    if form.is_bound and form.is_valid():
        before = link.order.total_cents
        correct_as_payer(link=link, billing=form.details())
        link.order.refresh_from_db()
        is_same = link.order.total_cents == before
        messages.success(
            request,
            _("The billing details are corrected.")
            if is_same
            else _("Corrected. VAT and total have changed: please check them."),
        )
        return redirect(link)
    return render(request, "payment_links/correct.html", {"link": link, "order": link.order, "form": form})


@payer_page
@require_POST
def ask(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """Ask whoever sent the link."""
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return shown(request, link, question_form=form)
    ask_question(link=link, text=form.cleaned_data["text"])
    messages.success(request, _("Your question was sent. The answer comes by mail and stands on this page."))
    return redirect(link)


@payer_page
@require_POST
def accept(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """Accept the quote; card and direct debit go on to Stripe's page, a transfer shows the account."""
    form = AcceptForm(request.POST, ways=open_ways(link.order.currency))
    if not form.is_valid():
        return shown(request, link, accept_form=form)
    accepted = accept_quote(link=link, **form.cleaned_data)
    if form.cleaned_data["way"] != PaymentWay.TRANSFER:
        return lead_to_stripe(request, accepted)
    messages.success(request, _("Accepted. Please make the transfer with the reference shown here."))
    return redirect(link)


def lead_to_stripe(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """A page with the way out: a form of ours may not lead to another host."""
    try:
        address = page_of(link, get_language() or "fr")
    except (StripeUnreachable, StripeRefused):
        messages.error(
            request,
            _("The payment page cannot be opened at the moment. Try again, or pay by transfer.")
            if PaymentWay.TRANSFER in open_ways(link.order.currency)
            else _("The payment page cannot be opened at the moment. Try again in a few minutes."),
        )
        return redirect(link)
    title = _("To the payment page of order %(number)s") % {"number": link.order.number}
    return render(request, "premium/leave.html", {"address": address, "title": title, "back": link.get_absolute_url()})


@payer_page
@require_POST
def join(request: HttpRequest, link: PaymentLink) -> HttpResponse:
    """Join as billing member: an invitation goes to the address the link was sent to."""
    join_as_billing_member(link=link)
    messages.success(request, _("The invitation was sent to %(email)s.") % {"email": link.email})
    return redirect(link)


@payer_page
def invoice(request: HttpRequest, link: PaymentLink) -> Any:
    """The invoice, once it is paid."""
    found = Invoice.objects.invoices().filter(order=link.order).select_related("document").first()
    if found is None:
        return shown(request, link, status=404)
    return file_response(found)
