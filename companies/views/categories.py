"""The category of our company, and asking for another one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.access import member_required
from companies.actions.categories import ask_category_change, planned_change
from companies.choices import RequestState
from companies.forms.claims import CategoryForm
from companies.models import CategoryChange
from companies.permissions import may
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from network.common.exceptions import Forbidden, Refusal


@member_required()
def category(request: HttpRequest) -> HttpResponse:
    """What the category is, whether it is confirmed, what another one would mean, and the form to ask for it."""
    company = request.member.company
    waiting = company.category_changes.filter(state=RequestState.PENDING).first()
    may_ask = may(request.member, CompanyPermission.MANAGE_IDENTITY)
    is_looking = request.method != "POST" or request.POST.get("step") == "look"
    looked_at = request.GET if "category" in request.GET else None
    form = CategoryForm(request.POST or looked_at, is_asking=not is_looking)
    planned: CategoryChange | None = waiting
    is_valid = form.is_bound and form.is_valid()
    if form.is_bound and "category" in form.cleaned_data and not waiting:
        try:
            planned = planned_change(company=company, category=form.cleaned_data["category"])
            if is_valid and not is_looking:
                ask_category_change(acting=request.member, **form.cleaned_data)
                messages.success(request, _("Your request is with the operator. The answer will come by mail."))
                return redirect("companies:category")
        except (Forbidden, NeedsSecondPerson):
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
    context = {"form": form, "company": company, "waiting": waiting, "may_ask": may_ask, "planned": planned}
    return render(request, "companies/category.html", context)
