"""Arriving: found a company, join one, or find its page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from companies.actions.founding import FOUNDING_IS_OPEN, Founded, found_company
from companies.exceptions import FoundingClosed, IdentifierTaken, SameNameExists
from companies.forms.founding import FoundForm
from companies.middleware import SESSION_KEY, members_of
from companies.models import Claim
from network.common.access import public, signed_in


@signed_in
def start(request: HttpRequest) -> HttpResponse:
    """The three ways in, for a person without a company."""
    claims = Claim.objects.filter(user=request.user, state="pending").select_related("company")
    context = {"members": members_of(request), "claims": claims, "founding_is_open": FOUNDING_IS_OPEN.now()}
    return render(request, "companies/start.html", context)


@public
def found(request: HttpRequest) -> HttpResponse:
    """Found a company in one form; a page that exists already is offered instead."""
    if request.method != "POST" and not FOUNDING_IS_OPEN.now():
        search = reverse("search_index:search", query={"scope": "companies"})
        context = {"closed": FoundingClosed(), "url": search, "label": _("Look for your company")}
        return render(request, "companies/closed.html", context)
    if not request.user.is_authenticated:
        return sign_up_first(request)
    form = FoundForm(request.POST or None)
    offered: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        is_another = "is_another" in request.POST
        try:
            founded = found_company(user=request.user, is_another_of_the_name=is_another, **form.cleaned_data)
        except FoundingClosed as closed:
            offered = {"closed": closed}
        except IdentifierTaken as taken:
            offered = {"refusal": taken, "existing": [taken.company]}
        except SameNameExists as same:
            offered = {"refusal": same, "existing": same.companies, "may_found_anyway": True}
        else:
            return _act_for(request, founded)
    return render(request, "companies/found.html", {"form": form, **offered}, status=409 if offered else 200)


def sign_up_first(request: HttpRequest) -> HttpResponse:
    """Send a visitor to make an account; he comes back to where he was."""
    return redirect(f"{reverse('account_signup')}?{urlencode({'next': request.get_full_path()})}")


def _act_for(request: HttpRequest, founded: Founded) -> HttpResponse:
    """From now on the person acts for the company he founded; how its number was read is said once."""
    request.session[SESSION_KEY] = founded.member.company_id
    messages.success(request, _("%(name)s is founded. You act for it now.") % {"name": founded.member.company.name})
    identifier = founded.identifier
    if identifier and identifier.is_valid:
        messages.success(request, _("The number %(number)s was checked.") % {"number": identifier.display})
    elif identifier:
        messages.info(request, identifier.reason)
    return redirect("companies:overview")
