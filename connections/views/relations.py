"""Follow, connect, block: one act each, then back to where the person was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies.access import member_required
from companies.models import Company
from companies.roles import CompanyPermission
from connections import actions
from connections.forms import ConnectionForm, FollowSwitchesForm
from connections.models import Connection, Follow
from connections.permissions import require_address, require_claimed
from network.common.exceptions import Refusal


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page that held the button, when it is ours."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(address)
    return redirect(otherwise)


def _company(slug: str) -> Company:
    return get_object_or_404(Company.objects.visible(), slug=slug)


@require_POST
@member_required(CompanyPermission.CONNECT)
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    company = _company(slug)
    actions.follow(acting=request.member, company=company)
    messages.success(request, _("You follow %(company)s.") % {"company": company.name})
    return _back(request, company.get_absolute_url())


@require_POST
@member_required(CompanyPermission.CONNECT)
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    company = _company(slug)
    actions.unfollow(acting=request.member, company=company)
    messages.success(request, _("You no longer follow %(company)s.") % {"company": company.name})
    return _back(request, company.get_absolute_url())


@require_POST
@member_required(CompanyPermission.CONNECT)
def set_follow_switches(request: HttpRequest, slug: str) -> HttpResponse:
    followed = get_object_or_404(Follow, follower=request.member.company, followed__slug=slug)
    form = FollowSwitchesForm(request.POST)
    form.is_valid()
    actions.set_follow_switches(acting=request.member, follow=followed, **form.cleaned_data)
    messages.success(request, _("Saved for %(company)s.") % {"company": followed.followed.name})
    return _back(request, "connections:network")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.CONNECT)
def propose_connection(request: HttpRequest, slug: str) -> HttpResponse:
    company = _company(slug)
    require_address(request.member, company)
    require_claimed(company)
    form = ConnectionForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_valid():
        try:
            actions.propose_connection(acting=request.member, company=company, kind=form.cleaned_data["kind"])
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("Proposal sent: %(company)s has to confirm it.") % {"company": company.name})
            return redirect(company)
    elif form.is_bound:
        status = 400
    return render(request, "connections/propose.html", {"company": company, "form": form}, status=status)


@require_POST
@member_required(CompanyPermission.CONNECT)
def confirm_connection(request: HttpRequest, pk: int) -> HttpResponse:
    connection = get_object_or_404(Connection.objects.visible_to(request.member), pk=pk)
    confirmed = actions.confirm_connection(acting=request.member, connection=connection)
    messages.success(request, _("You are connected with %(company)s.") % {"company": confirmed.proposer.name})
    return _back(request, "connections:network")


@require_POST
@member_required(CompanyPermission.CONNECT)
def decline_connection(request: HttpRequest, pk: int) -> HttpResponse:
    connection = get_object_or_404(Connection.objects.visible_to(request.member), pk=pk)
    actions.decline_connection(acting=request.member, connection=connection)
    messages.success(request, _("Not confirmed. Nobody was notified."))
    return _back(request, "connections:network")


@require_POST
@member_required(CompanyPermission.CONNECT)
def end_connection(request: HttpRequest, pk: int) -> HttpResponse:
    connection = get_object_or_404(Connection.objects.visible_to(request.member), pk=pk)
    actions.end_connection(acting=request.member, connection=connection)
    messages.success(request, _("The connection has ended."))
    return _back(request, "connections:network")


@require_http_methods(["GET", "HEAD", "POST"])
@member_required(CompanyPermission.CONNECT)
def block(request: HttpRequest, slug: str) -> HttpResponse:
    """What a block ends is said on a page before it happens."""
    company = _company(slug)
    if request.method != "POST":
        return render(request, "connections/block.html", {"company": company})
    actions.block(acting=request.member, company=company)
    messages.success(request, _("%(company)s is blocked and was not told.") % {"company": company.name})
    return redirect(company)


@require_POST
@member_required(CompanyPermission.CONNECT)
def unblock(request: HttpRequest, slug: str) -> HttpResponse:
    company = _company(slug)
    actions.unblock(acting=request.member, company=company)
    messages.success(request, _("%(company)s is no longer blocked.") % {"company": company.name})
    return _back(request, company.get_absolute_url())
