"""The logo of our company."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from companies.access import member_required
from companies.actions.identity import change_logo
from companies.forms.claims import LogoForm
from companies.roles import CompanyPermission
from companies.selectors.editing import our_page


@member_required(CompanyPermission.EDIT_PAGE)
def logo(request: HttpRequest) -> HttpResponse:
    """Show, change or remove the logo."""
    if request.method == "POST" and "remove" in request.POST:
        change_logo(acting=request.member, picture=None)
        messages.success(request, _("The logo is removed; two letters stand in its place."))
        return redirect("companies:logo")
    form = LogoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        change_logo(acting=request.member, picture=form.cleaned_data["picture"])
        messages.success(request, _("The new logo is on line."))
        return redirect("companies:overview")
    our = our_page(request.member)
    return render(request, "companies/logo.html", {"form": form, "our": our, "navigation": our.navigation()})
