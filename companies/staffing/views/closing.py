"""Deleting one's account, and keeping it after all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.forms.staff import HeirForm
from companies.middleware import members_of
from companies.models import Member
from companies.ownership import owned_by, words_of
from companies.staffing.actions import closing as actions
from companies.staffing.models import AccountClosing
from network.accounts.reauthentication import proven_again
from network.common.access import signed_in
from network.common.erasing import what_stays

Handing = tuple[Member, list[str], HeirForm | None]


@signed_in
@proven_again()
def close_account(request: HttpRequest) -> HttpResponse:
    """What has to be handed over first, to whom the rest goes, what stays; then two weeks to change one's mind."""
    closing = AccountClosing.objects.filter(user=request.user).first()
    alone = [] if closing else actions.owned_alone_by(request.user)
    forms = [] if closing or alone else [_handing(request, member) for member in members_of(request)]
    if request.method == "POST" and not closing and all(form.is_valid() for _member, _owned, form in forms if form):
        heirs = {member.company_id: form.cleaned_data["heir"].pk for member, _owned, form in forms if form}
        asked = actions.ask_closing(user=request.user, heirs=heirs)
        day = date_format(localtime(asked.due_at))
        messages.success(request, _("Asked for. You can keep the account until %(day)s.") % {"day": day})
        return redirect("staffing:close_account")
    context = {
        "closing": closing,
        "alone": alone,
        "forms": forms,
        "kept": [] if closing or alone else what_stays(request.user),
    }
    return render(request, "staffing/close_account.html", context)


@signed_in
@require_POST
def keep_account(request: HttpRequest) -> HttpResponse:
    """Call the deletion off."""
    if actions.keep_account(user=request.user):
        messages.success(request, _("Your account stays."))
    return redirect("accounts:settings")


def _handing(request: HttpRequest, member: Member) -> Handing:
    owned = owned_by(member)
    if not owned:
        return member, [], None
    prefix = f"company-{member.company_id}"
    form = HeirForm(request.POST or None, acting=member, member=member, prefix=prefix)
    return member, words_of(owned), form
