"""Pages of staff: who may do what, invitations, leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies import staff_selectors
from companies.access import in_person, member_required
from companies.actions import invitations as invitation_actions
from companies.actions import staff as staff_actions
from companies.forms.staff import HeirForm, InvitationForm, RoleForm
from companies.middleware import SESSION_KEY
from companies.models import Invitation, Member
from companies.ownership import owned_by, words_of
from companies.permissions import can_change_member
from companies.role_keys import role_key
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal


@member_required()
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody on the staff, the invitations that wait, and what each role may do."""
    return _staff_page(request, InvitationForm(acting=request.member))


def _staff_page(request: HttpRequest, form: InvitationForm, status: int = 200) -> HttpResponse:
    context = {
        "staff": staff_selectors.staff_page(request.member),
        "matrix": staff_selectors.power_matrix(request.member),
        "form": form,
    }
    return render(request, "companies/staff/staff.html", context, status=status)


@member_required(CompanyPermission.MANAGE_STAFF)
@require_POST
@proven_again()
def invite(request: HttpRequest) -> HttpResponse:
    """Send an invitation; what cannot be is said beside the address."""
    form = InvitationForm(request.POST, acting=request.member)
    if not form.is_valid():
        return _staff_page(request, form, status=422)
    try:
        invitation = invitation_actions.invite(acting=request.member, **form.cleaned_data)
    except NeedsSecondPerson:
        raise
    except Refusal as refusal:
        form.add_error("email", str(refusal.sentence))
        return _staff_page(request, form, status=refusal.status)
    messages.success(request, _("The invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("companies:staff")


@member_required(CompanyPermission.MANAGE_STAFF)
@proven_again()
def change_role(request: HttpRequest, member_id: int) -> HttpResponse:
    """Another role for a colleague."""
    colleague = _colleague(request, member_id)
    form = RoleForm(request.POST or None, acting=request.member, initial={"role": role_key(colleague.given_role)})
    if request.method == "POST" and form.is_valid():
        changed = staff_actions.change_role(acting=request.member, member=colleague, role=form.cleaned_data["role"])
        text = _("The role of %(name)s: %(role)s.")
        messages.success(request, text % {"name": changed.user.display_name, "role": changed.role_name})
        return redirect("companies:staff")
    context = {"colleague": colleague, "form": form, "can_change": can_change_member(request.member, colleague)}
    return render(request, "companies/staff/member.html", context)


@member_required(CompanyPermission.MANAGE_STAFF)
@proven_again()
def remove_member(request: HttpRequest, member_id: int) -> HttpResponse:
    """Take a colleague off the staff, after a page that says what follows."""
    colleague = _colleague(request, member_id)
    owned = owned_by(colleague)
    form = HeirForm(request.POST or None, acting=request.member, member=colleague) if owned else None
    if request.method == "POST" and (form is None or form.is_valid()):
        heir = form.cleaned_data["heir"] if form else None
        staff_actions.remove_member(acting=request.member, member=colleague, heir=heir)
        messages.success(request, _("%(name)s is no longer on the staff.") % {"name": colleague.user.display_name})
        return redirect("companies:staff")
    context = {"colleague": colleague, "form": form, "owned": words_of(owned)}
    return render(request, "companies/staff/remove.html", context)


@member_required(CompanyPermission.MANAGE_STAFF)
@require_POST
def resend_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Send a waiting invitation once more, for another 7 days."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.member), pk=invitation_id)
    invitation_actions.resend_invitation(acting=request.member, invitation=invitation)
    messages.success(request, _("A new invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("companies:staff")


@member_required(CompanyPermission.MANAGE_STAFF)
@require_POST
def revoke_invitation(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Take a waiting invitation back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.member), pk=invitation_id)
    invitation_actions.revoke_invitation(acting=request.member, invitation=invitation)
    messages.success(request, _("The invitation of %(email)s no longer works.") % {"email": invitation.email})
    return redirect("companies:staff")


@member_required(before_second_factor=True)
@in_person
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the company, after a page that says what follows."""
    owned = owned_by(request.member)
    form = HeirForm(request.POST or None, acting=request.member, member=request.member) if owned else None
    if request.method == "POST" and (form is None or form.is_valid()):
        staff_actions.leave(acting=request.member, heir=form.cleaned_data["heir"] if form else None)
        request.session.pop(SESSION_KEY, None)
        messages.success(request, _("You left %(company)s.") % {"company": request.member.company.name})
        return redirect("feed:dashboard")
    context = {"company": request.member.company, "form": form, "owned": words_of(owned)}
    return render(request, "companies/staff/leave.html", context)


def _colleague(request: HttpRequest, member_id: int) -> Member:
    visible = Member.objects.visible_to(request.member).with_rights().select_related("user")
    return get_object_or_404(visible, pk=member_id)
