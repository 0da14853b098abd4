"""The category of our company, and asking for another one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.access import member_required
from companies.actions.categories import ask_category_change
from companies.choices import RequestState
from companies.forms.claims import CategoryForm
from companies.permissions import may
from companies.roles import CompanyPermission
from network.common.exceptions import Forbidden, Refusal


@member_required()
def category(request: HttpRequest) -> HttpResponse:
    """What the category is, whether it is confirmed, and the form to ask for another."""
    company = request.member.company
    waiting = company.category_changes.filter(state=RequestState.PENDING).first()
    form = CategoryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_category_change(acting=request.member, **form.cleaned_data)
        except Forbidden:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Your request is with the operator. The answer will come by mail."))
            return redirect("companies:category")
    may_ask = may(request.member, CompanyPermission.MANAGE_IDENTITY)
    context = {"form": form, "company": company, "waiting": waiting, "may_ask": may_ask}
    return render(request, "companies/category.html", context)
