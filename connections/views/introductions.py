"""Ask for an introduction, and read one from either side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.access import in_person, member_required
from companies.models import Company
from companies.permissions import may
from companies.roles import CompanyPermission
from connections import actions
from connections.actions.introductions import FEATURE, why_introduction
from connections.choices import INTRODUCTION_CHARACTERS
from connections.forms import DeclineForm, IntroductionForm
from connections.models import Introduction
from connections.permissions import require_address, require_claimed
from connections.selectors import introduction_row
from network.common import page_slots
from network.common.exceptions import Refusal
from premium.exceptions import NeedsPack
from premium.rights import require_right, use_of


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.CONNECT)
@in_person
def request_introduction(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what cannot be asked is refused before anybody has typed."""
    company = get_object_or_404(Company.objects.visible(), slug=slug)
    require_address(request.member, company)
    require_claimed(company)
    require_right(request.member.company, FEATURE, why=why_introduction(company))
    form = IntroductionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = actions.request_introduction(acting=request.member, company=company, **form.cleaned_data)
        except NeedsPack:
            raise
        except Refusal as refusal:
            return _form_page(request, company, form, refusal)
        messages.success(request, _("Your request is with %(company)s.") % {"company": company.name})
        return redirect(asked)
    return _form_page(request, company, form)


def _form_page(
    request: HttpRequest, company: Company, form: IntroductionForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "company": company,
        "form": form,
        "refusal": refusal,
        "limit": INTRODUCTION_CHARACTERS,
        "use": next(iter(use_of(request.member.company, FEATURE)), None),
    }
    status = refusal.status if refusal else 400 if form.errors else 200
    return render(request, "connections/request_introduction.html", context, status=status)


@require_safe
@member_required()
def introduction(request: HttpRequest, pk: int) -> HttpResponse:
    """Both sides read it; the asked side's first reading by somebody who may answer spends the unit."""
    visible = Introduction.objects.visible_to(request.member).with_companies().select_related("author", "answered_by")
    found = get_object_or_404(visible, pk=pk)
    may_connect = may(request.member, CompanyPermission.CONNECT)
    if may_connect and found.asked_id == request.member.company_id:
        found = actions.open_introduction(acting=request.member, introduction=found)
    row = introduction_row(found, request.member.company)
    context = {
        "row": row,
        "introduction": found,
        "may_connect": may_connect,
        "answers": page_slots.fillings("introduction.answer", request, row),
    }
    return render(request, "connections/introduction.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.CONNECT)
def decline_introduction(request: HttpRequest, pk: int) -> HttpResponse:
    """A page of its own, with room for a reason that colleagues read."""
    found = get_object_or_404(Introduction.objects.received_by(request.member.company).with_companies(), pk=pk)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        context = {"row": introduction_row(found, request.member.company), "form": form}
        return render(request, "connections/decline_introduction.html", context, status=400 if form.errors else 200)
    actions.decline_introduction(acting=request.member, introduction=found, reason=form.cleaned_data["reason"])
    messages.success(request, _("Declined. The other company was not told."))
    return redirect("connections:network")


@require_POST
@member_required(CompanyPermission.CONNECT)
def withdraw_introduction(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Introduction.objects.visible_to(request.member), pk=pk)
    withdrawn = actions.withdraw_introduction(acting=request.member, introduction=found)
    if withdrawn.opened_at:
        messages.success(request, _("Withdrawn. It had been read, so its unit stays used."))
    else:
        messages.success(request, _("Withdrawn. Nobody had read it: the unit is yours again."))
    return redirect(withdrawn)
