"""Asking to join a staff, and answering."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.access import member_required
from companies.models import Company
from companies.roles import CompanyPermission
from companies.staffing.actions import joining
from companies.staffing.domains import address_on_domain
from companies.staffing.forms import AcceptForm, DeclineForm, JoinForm, PolicyForm
from companies.staffing.models import JoinRequest
from network.accounts.reauthentication import proven_again
from network.common.access import signed_in
from network.common.exceptions import Refusal

MANAGE = CompanyPermission.MANAGE_STAFF
REQUESTS = "#requests"


@signed_in
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the staff of a company to let me in."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    if not company.is_claimed:
        return redirect("companies:claim", company.slug)
    form = JoinForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            joining.ask_to_join(user=request.user, company=company, message=form.cleaned_data["message"])
        except Refusal as refused:
            refusal = refused
        else:
            messages.success(request, _("Your request is with the staff of %(name)s.") % {"name": company.name})
            return redirect("companies:start")
    address = address_on_domain(request.user, company)
    context = {"form": form, "company": company, "refusal": refusal, "address": address or request.user.email}
    return render(request, "staffing/join.html", context, status=refusal.status if refusal else 200)


@signed_in
@require_POST
def withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take my own request back."""
    found = get_object_or_404(JoinRequest.objects.shown_to(request.user).select_related("company"), pk=request_id)
    joining.withdraw_request(user=request.user, request=found)
    messages.success(request, _("Your request is taken back."))
    return redirect(found.company)


@member_required(MANAGE)
@require_POST
@proven_again()
def accept(request: HttpRequest, request_id: int) -> HttpResponse:
    """Let the person in with the chosen role."""
    found = get_object_or_404(JoinRequest.objects.visible_to(request.member), pk=request_id)
    form = AcceptForm(request.POST, acting=request.member)
    if not form.is_valid():
        messages.error(request, _("Choose one of the roles you may give."))
        return redirect(reverse("companies:staff") + REQUESTS)
    member = joining.accept_request(acting=request.member, request=found, role=form.cleaned_data["role"])
    words = {"name": member.user.display_name, "role": member.role_name}
    messages.success(request, _("%(name)s is on the staff now. Role: %(role)s.") % words)
    return redirect("companies:staff")


@member_required(MANAGE)
def decline(request: HttpRequest, request_id: int) -> HttpResponse:
    """Do not let the person in, who hears nothing of it; the reason is for colleagues."""
    found = get_object_or_404(JoinRequest.objects.visible_to(request.member).select_related("user"), pk=request_id)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        joining.decline_request(acting=request.member, request=found, reason=form.cleaned_data["reason"])
        messages.success(request, _("The request is declined. Until its 14 days are over you can still accept it."))
        return redirect(reverse("companies:staff") + REQUESTS)
    return render(request, "staffing/decline.html", {"form": form, "found": found})


@member_required(MANAGE)
def policy(request: HttpRequest) -> HttpResponse:
    """Whom the company lets ask, and who is told."""
    form = PolicyForm(request.POST or None, instance=joining.policy_of(request.member.company))
    if request.method == "POST" and form.is_valid():
        joining.set_policy(acting=request.member, **form.cleaned_data)
        messages.success(request, _("The rule for requests is saved."))
        return redirect(reverse("companies:staff") + REQUESTS)
    return render(request, "staffing/policy.html", {"form": form})
