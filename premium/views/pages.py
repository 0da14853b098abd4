"""Pages of packs: the catalogue, the order, the pro-forma, and what the company holds."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.access import in_person, member_required
from companies.permissions import may
from companies.roles import CompanyPermission
from network import environment
from network.accounts.reauthentication import proven_again
from network.common.access import public
from premium.access import buyer_required
from premium.actions import orders
from premium.billing import known_details
from premium.ceilings import refusal_of
from premium.changes import change_to
from premium.choices import PaymentWay
from premium.consequences import shown_grace
from premium.differences import from_subscription
from premium.forms.billing import BillingForm
from premium.forms.payment import DeputyForm, WayForm
from premium.models import Order, Pack
from premium.prices import Price
from premium.selectors import buyers_of, buying_roles, catalogue, own_pack
from premium.vat import vat_for
from premium.ways import only_in_euros, open_ways, require_way, usual_way


@public
def packs(request: HttpRequest) -> HttpResponse:
    """The catalogue; `?need=` names the feature the reader was refused."""
    company = request.member.company if request.member else None  # type: ignore[attr-defined]
    found = catalogue(company, request.GET.get("need", ""))
    context = {
        "catalogue": found,
        "company": company,
        "french_rate": vat_for("FR").rate,
        "has_cards": PaymentWay.CARD in open_ways(found.currency),
        "only_in_euros": only_in_euros(found.currency),
    }
    return render(request, "premium/packs.html", context)


@buyer_required
@proven_again()
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """Billing details, then the exact amount, then the order: three presses of one form."""
    pack = get_object_or_404(Pack.objects.on_sale(), slug=slug)
    require_way(pack.currency, usual_way(pack.currency))
    member = request.member  # type: ignore[attr-defined]
    code = request.session.get("promotional_code", "")
    change = change_to(member.company, pack, timezone.now(), code)
    known = known_details(member)
    form = BillingForm(request.POST or None, initial=vars(known))
    step = request.POST.get("step", "")
    is_valid = form.is_bound and form.is_valid()
    details = form.details() if is_valid else known
    price = change.price(pack, details.vat)
    ways = WayForm(pack.currency, request.POST if step == "place" else None)
    if is_valid and step == "place" and ways.is_valid() and request.POST.get("total") == str(price.total_cents):
        way = ways.cleaned_data["way"]
        placed = orders.place_order(acting=member, pack=pack, billing=details, way=way, code=code)
        if way != PaymentWay.TRANSFER:
            return redirect("premium:pay", placed.number, way)
        messages.success(request, _("Order placed. The pack opens as soon as your transfer has arrived."))
        return redirect(placed)
    is_checking = is_valid and step in {"check", "place"}
    context = {"pack": pack, "form": form, "change": change, "price": price, "details": details, "ways": ways}
    context["over"] = refusal_of(member, pack, price.net_cents, price.currency)
    context["only_in_euros"] = only_in_euros(pack.currency)
    context["differences"] = from_subscription(change.replaces or change.follows, pack)
    return render(request, "premium/check.html" if is_checking else "premium/order.html", context)


@buyer_required
def proforma(request: HttpRequest, number: str) -> HttpResponse:
    """The pro-forma of one's own order, to print and to pay."""
    found = get_object_or_404(
        Order.objects.visible_to(request.member).select_related("pack"),  # type: ignore[attr-defined]
        number=number,
    )
    bank = {
        "holder": environment.BANK_ACCOUNT_HOLDER,
        "iban": environment.BANK_ACCOUNT_IBAN,
        "bic": environment.BANK_ACCOUNT_BIC,
    }
    return render(
        request,
        "premium/proforma.html",
        {
            "order": found,
            "price": Price.quoted(found),
            "bank": bank,
            "ways": open_ways(found.currency),
            "only_in_euros": only_in_euros(found.currency),
        },
    )


@buyer_required
@proven_again()
def cancel_order(request: HttpRequest, number: str) -> HttpResponse:
    """Ask, then cancel an order that is not paid."""
    found = get_object_or_404(
        Order.objects.visible_to(request.member).select_related("pack"),  # type: ignore[attr-defined]
        number=number,
    )
    if request.method != "POST":
        return render(request, "premium/cancel_order.html", {"order": found})
    orders.cancel_order(acting=request.member, order=found)  # type: ignore[attr-defined]
    messages.success(request, _("Order %(number)s is cancelled. Nothing is owed.") % {"number": found.number})
    return redirect("premium:subscription")


@member_required()
@in_person
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Who may buy, and one press to ask them."""
    pack = get_object_or_404(Pack.objects.on_sale(), slug=slug)
    member = request.member  # type: ignore[attr-defined]
    if request.method != "POST":
        context = {"pack": pack, "roles": buying_roles(member.company), "buyers": buyers_of(member.company)}
        return render(request, "premium/ask.html", context)
    told = orders.ask_colleague(acting=member, pack=pack)
    messages.success(
        request, ngettext("%(told)s colleague was asked.", "%(told)s colleagues were asked.", told) % {"told": told}
    )
    return redirect("premium:packs")


@member_required()
def subscription(request: HttpRequest) -> HttpResponse:
    """What the company holds, with its use to date, and its orders."""
    member = request.member  # type: ignore[attr-defined]
    own = own_pack(member)
    context = {
        "own": own,
        "company": member.company,
        "ways": open_ways(own.failing.order.currency) if own.failing else [],
        "may_buy": may(member, CompanyPermission.BUY),
        "shown": shown_grace(own.grace, member.company),
    }
    if own.subscription and context["may_buy"] and not own.ends_with_grace:
        context["deputy_form"] = DeputyForm(member.company_id, initial={"member": own.deputy_id})
    return render(request, "premium/subscription.html", context)
