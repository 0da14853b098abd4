"""The year after: call it off, let it go on, move down; and who is written to when a payment fails."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from network.accounts.reauthentication import proven_again
from premium import differences
from premium.access import buyer_required
from premium.actions import renewals
from premium.actions.payment import name_deputy
from premium.billing import BillingDetails
from premium.exceptions import NotSubscribed, shown_day
from premium.forms.payment import DeputyForm
from premium.models import Pack, QuotaEntry, Subscription
from premium.prices import price_of
from premium.rights import current_subscription


def running_of(request: HttpRequest) -> Subscription:
    """The pack that runs.

    Raises:
        NotSubscribed: none does.

    """
    running = current_subscription(request.member.company)  # type: ignore[attr-defined]
    if running is None:
        raise NotSubscribed
    return running


@buyer_required
@proven_again()
def end(request: HttpRequest) -> HttpResponse:
    """Say what is lost and when, then call the renewal off."""
    running = running_of(request)
    if request.method != "POST":
        context = {"running": running, "differences": differences.from_subscription(running, None)}
        return render(request, "premium/end.html", context)
    renewals.call_off_renewal(acting=request.member)  # type: ignore[attr-defined]
    messages.success(
        request, _("Your pack ends on %(day)s. Nothing more is charged.") % {"day": shown_day(running.ends_at)}
    )
    return redirect("premium:subscription")


@buyer_required
@require_POST
@proven_again()
def keep(request: HttpRequest) -> HttpResponse:
    """Let the pack renew again."""
    year = renewals.keep_renewal(acting=request.member)  # type: ignore[attr-defined]
    messages.success(request, _("Your pack renews on %(day)s.") % {"day": shown_day(year.ends_at)})
    return redirect("premium:subscription")


@buyer_required
@proven_again()
def choose_next(request: HttpRequest, slug: str) -> HttpResponse:
    """Show amount, VAT, day, gains and losses of a smaller pack, then choose it for the year after."""
    pack = get_object_or_404(Pack.objects.on_sale(), slug=slug)
    running = running_of(request)
    if request.method != "POST":
        price = price_of(pack, BillingDetails.of_order(running.order).vat)
        context = {"pack": pack, "running": running, "price": price}
        context["differences"] = differences.from_subscription(running, pack)
        return render(request, "premium/next.html", context)
    renewals.choose_next_pack(acting=request.member, pack=pack)  # type: ignore[attr-defined]
    messages.success(
        request,
        _("%(pack)s begins on %(day)s. Until then nothing changes.")
        % {"pack": pack.name, "day": shown_day(running.ends_at)},
    )
    return redirect("premium:subscription")


@buyer_required
@require_POST
@proven_again()
def deputy(request: HttpRequest) -> HttpResponse:
    """Name who is written to as well when a payment fails."""
    member = request.member  # type: ignore[attr-defined]
    form = DeputyForm(member.company_id, request.POST)
    if form.is_valid():
        name_deputy(acting=member, deputy=form.cleaned_data["member"])
        messages.success(request, _("Saved."))
    return redirect("premium:subscription")


@member_required()
def units(request: HttpRequest) -> HttpResponse:
    """The units used and those that came back by themselves, each with its reason; the newest first."""
    entries = QuotaEntry.objects.of(request.member.company).select_related("grant")[:100]  # type: ignore[attr-defined]
    return render(request, "premium/units.html", {"entries": entries})
