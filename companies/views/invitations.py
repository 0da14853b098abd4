"""The page an invitation leads to: for people without account, with the invited one, or with another."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.actions import invitations
from companies.middleware import SESSION_KEY, members_of
from companies.models import Invitation
from network.accounts.models import User
from network.common.access import public


@public
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation; a POST of the invited person accepts it."""
    found = invitations.find_invitation(token)
    if found and request.user.is_authenticated:
        if any(member.company_id == found.company_id for member in members_of(request)):
            messages.info(request, _("You are on the staff of %(company)s already.") % {"company": found.company.name})
            return _enter(request, found)
        if request.method == "POST":
            invitations.accept_invitation(user=request.user, token=token)
            messages.success(request, _("Welcome to the staff of %(company)s.") % {"company": found.company.name})
            return _enter(request, found)
    if found is None or not found.is_open:
        return render(request, "companies/staff/invitation_closed.html", {"invitation": found}, status=410)
    return render(request, "companies/staff/invitation.html", _context(request, found))


def _enter(request: HttpRequest, found: Invitation) -> HttpResponse:
    request.session[SESSION_KEY] = found.company_id
    return redirect("feed:dashboard")


def _context(request: HttpRequest, found: Invitation) -> dict[str, object]:
    here = request.path
    is_signed_in = request.user.is_authenticated
    return {
        "invitation": found,
        "is_mine": is_signed_in and invitations.is_for(found, request.user),
        "has_account": not is_signed_in and User.objects.filter(email__iexact=found.email).exists(),
        "login_url": reverse("account_login", query={"next": here, "email": found.email}),
        "signup_url": reverse("account_signup", query={"next": here, "email": found.email}),
    }
