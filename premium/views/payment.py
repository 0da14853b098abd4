"""Paying an order by card or SEPA debit: to the hosted page, and back from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from network.accounts.reauthentication import proven_again
from premium.access import buyer_required
from premium.actions.payment import choose_way
from premium.ceilings import require_within_ceiling
from premium.choices import OrderState, PaymentWay
from premium.exceptions import CardsAreOff, NotSubscribed, PaymentPageClosed
from premium.models import Order, StripeCustomer
from premium.prices import Price
from premium.stripe import checkout, gateway
from premium.stripe.gateway import StripeRefused, StripeUnreachable
from premium.ways import open_ways, require_way


@buyer_required
@proven_again()
def pay(request: HttpRequest, number: str, way: str) -> HttpResponse:
    """Open the hosted page of a waiting order and lead there; the page grants nothing by itself."""
    found = get_object_or_404(
        Order.objects.visible_to(request.member).select_related("company", "pack"),  # type: ignore[attr-defined]
        number=number,
    )
    require_way(found.currency, way)
    require_within_ceiling(request.member, found.pack, Price.quoted(found).net_cents, found.currency)  # type: ignore[attr-defined]
    if way not in open_ways(found.currency) or way == PaymentWay.TRANSFER:
        raise CardsAreOff
    if found.state != OrderState.WAITING:
        return redirect(found)
    try:
        if found.stripe_invoice:
            address = str(gateway.invoice(found.stripe_invoice)["hosted_invoice_url"])
        else:
            chosen = choose_way(order=found, way=PaymentWay(way))
            address = checkout.page_for(chosen, get_language() or "fr")
    except (StripeUnreachable, StripeRefused) as error:
        raise PaymentPageClosed from error
    title = _("To the payment page of order %(number)s") % {"number": found.number}
    return render(request, "premium/leave.html", {"address": address, "title": title, "back": found.get_absolute_url()})


@buyer_required
def paid(request: HttpRequest, number: str) -> HttpResponse:
    """Back from the hosted page: what is known of the payment by now; the page looks again until it is."""
    found = get_object_or_404(
        Order.objects.visible_to(request.member).select_related("pack"),  # type: ignore[attr-defined]
        number=number,
    )
    return render(request, "premium/paid.html", {"order": found})


@buyer_required
@proven_again()
def portal(request: HttpRequest) -> HttpResponse:
    """Lead to Stripe's own page, where the card is changed and receipts are kept."""
    company = request.member.company  # type: ignore[attr-defined]
    if not gateway.is_configured():
        raise CardsAreOff
    try:
        address = checkout.portal_for(company, get_language() or "fr")
    except StripeCustomer.DoesNotExist:
        raise NotSubscribed from None
    except (StripeUnreachable, StripeRefused) as error:
        raise PaymentPageClosed from error
    context = {
        "address": address,
        "title": _("To your card and your receipts"),
        "back": reverse("premium:subscription"),
    }
    return render(request, "premium/leave.html", context)
