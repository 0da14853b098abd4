"""Second factor of a staff: the company's choice, and the page of who has none."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.access import member_required
from companies.middleware import members_of
from companies.roles import CompanyPermission
from companies.second_factor import is_asked, must_set_up
from companies.staffing.actions import second_factor as actions
from companies.staffing.exceptions import NoSecondFactorOfOnesOwn
from companies.staffing.forms import SecondFactorForm
from network.accounts.reauthentication import proven_again


@member_required(CompanyPermission.MANAGE_STAFF)
@proven_again()
def rule(request: HttpRequest) -> HttpResponse:
    """Whether, and from when, the company asks its staff for a second factor."""
    company, refusal = request.member.company, None
    form = SecondFactorForm(request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        try:
            since = actions.set_second_factor_rule(acting=request.member, days=form.cleaned_data["days"])
        except NoSecondFactorOfOnesOwn as refused:
            refusal = refused
        else:
            text = _("The staff is told by mail.") if since else _("No second factor is asked of the staff.")
            messages.success(request, text)
            return redirect("staffing:second_factor")
    context = {
        "form": form,
        "company": company,
        "is_in_force": is_asked(company),
        "without": actions.without_second_factor(company),
        "refusal": refusal,
    }
    return render(request, "staffing/second_factor.html", context, status=refusal.status if refusal else 200)


@member_required(before_second_factor=True)
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """For a member without a second factor: set one up, or act for another company."""
    if not must_set_up(request.member):
        return redirect("feed:dashboard")
    others = [member for member in members_of(request) if member.company_id != request.member.company_id]
    return render(request, "staffing/second_factor_needed.html", {"company": request.member.company, "others": others})
