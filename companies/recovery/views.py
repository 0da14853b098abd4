"""Recover a company nobody answers for; and, for its staff, "we are here"."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from companies.access import member_required
from companies.claim_checks import domain_of_site, mailbox_is_of_site
from companies.models import Company
from companies.permissions import may
from companies.recovery.actions.requests import ask_recovery, stop_recovery, withdraw_recovery
from companies.recovery.choices import COOLING_OFF
from companies.recovery.forms import RecoveryForm
from companies.recovery.models import RecoveryRequest
from companies.roles import CompanyPermission
from network.accounts.reauthentication import proven_again
from network.common.access import signed_in
from network.common.exceptions import Refusal


@signed_in
@proven_again(reading=True)
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to recover a company, or see how far the request is."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    if not company.is_claimed:
        return redirect("companies:claim", slug)
    latest = RecoveryRequest.objects.asked_by(request.user).filter(company=company).first()
    if latest and latest.is_open:
        return render(request, "recovery/state.html", {"company": company, "recovery": latest})
    form = RecoveryForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_recovery(user=request.user, company=company, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your request is made and everybody concerned is told."))
            return redirect("recovery:ask", slug)
    mailbox = {
        "email": request.user.email,
        "domain": domain_of_site(company.website),
        "matches": mailbox_is_of_site(request.user.email, company.website),
    }
    context = {"company": company, "form": form, "latest": latest, "mailbox": mailbox, "days": COOLING_OFF.days}
    return render(request, "recovery/ask.html", context)


@require_POST
@signed_in
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the request back."""
    mine = RecoveryRequest.objects.asked_by(request.user).open()
    withdraw_recovery(request=get_object_or_404(mine, company__slug=slug))
    messages.success(request, _("Your request is withdrawn and its document deleted."))
    return redirect("companies:page", slug)


@require_safe
@member_required()
def ours(request: HttpRequest) -> HttpResponse:
    """Who asks to recover our company, and the button that ends it."""
    member = request.member
    found = RecoveryRequest.objects.visible_to(member).select_related("user", "ended_by")
    may_stop = may(member, CompanyPermission.MANAGE_STAFF)
    context = {"company": member.company, "recoveries": found[:10], "may_stop": may_stop}
    return render(request, "recovery/ours.html", context)


@require_POST
@member_required(CompanyPermission.MANAGE_STAFF)
def stop(request: HttpRequest, recovery_id: int) -> HttpResponse:
    """We are here: the request ends."""
    found = get_object_or_404(RecoveryRequest.objects.visible_to(request.member), pk=recovery_id)
    stop_recovery(acting=request.member, request=found)
    messages.success(request, _("The request is stopped. Your company stays in your hands."))
    return redirect("recovery:ours")
