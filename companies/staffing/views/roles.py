"""Pages of the roles a company makes for itself, and of what each role may spend."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.access import member_required
from companies.actions import custom_roles
from companies.models import CustomRole
from companies.permissions import can_give_role
from companies.roles import CompanyPermission
from companies.second_person import NeedsSecondPerson
from companies.staffing.forms import CeilingsForm, CustomRoleForm, ReplacementForm
from companies.staffing.selectors import holders_of
from network.accounts.reauthentication import proven_again
from network.common.exceptions import Refusal

MANAGE = CompanyPermission.MANAGE_STAFF
ROLES_TABLE = "#roles"


@member_required(MANAGE)
@proven_again()
def add_role(request: HttpRequest) -> HttpResponse:
    """Make a role out of the permissions one holds."""
    form = CustomRoleForm(request.POST or None, acting=request.member)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            role = custom_roles.create_role(acting=request.member, **form.definition())
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("The role “%(name)s” is there: you can give it now.") % {"name": role.name})
            return redirect(reverse("companies:staff") + ROLES_TABLE)
    return render(request, "staffing/role.html", {"form": form}, status=status)


@member_required(MANAGE)
@proven_again()
def change_role(request: HttpRequest, role_id: int) -> HttpResponse:
    """Another name, other permissions or another ceiling, for all who have the role."""
    role = _role(request, role_id)
    form = CustomRoleForm(request.POST or None, acting=request.member, role=role)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            role = custom_roles.change_custom_role(acting=request.member, role=role, **form.definition())
        except NeedsSecondPerson:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("The role “%(name)s” is changed for all who have it.") % {"name": role.name})
            return redirect(reverse("companies:staff") + ROLES_TABLE)
    context = {"form": form, "role": role, "holders": holders_of(role)}
    context["can_change"] = can_give_role(request.member, role)
    return render(request, "staffing/role.html", context, status=status)


@member_required(MANAGE)
@proven_again()
def delete_role(request: HttpRequest, role_id: int) -> HttpResponse:
    """Delete a role, after a page that asks which role its holders get."""
    role = _role(request, role_id)
    holders = holders_of(role)
    form = ReplacementForm(request.POST or None, acting=request.member, role=role) if holders else None
    if request.method == "POST" and (form is None or form.is_valid()):
        replacement = form.cleaned_data["replacement"] if form else None
        custom_roles.delete_role(acting=request.member, role=role, replacement=replacement)
        messages.success(request, _("The role “%(name)s” is deleted.") % {"name": role.name})
        return redirect(reverse("companies:staff") + ROLES_TABLE)
    return render(request, "staffing/delete_role.html", {"role": role, "holders": holders, "form": form})


@member_required(MANAGE)
@proven_again()
def ceilings(request: HttpRequest) -> HttpResponse:
    """What one order of each built-in role may cost."""
    form = CeilingsForm(request.POST or None, acting=request.member)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            custom_roles.set_ceilings(acting=request.member, ceilings=form.ceilings())
        except NeedsSecondPerson:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal.sentence))
            status = refusal.status
        else:
            messages.success(request, _("The spending ceilings are saved."))
            return redirect(reverse("companies:staff") + ROLES_TABLE)
    return render(request, "staffing/ceilings.html", {"form": form}, status=status)


def _role(request: HttpRequest, role_id: int) -> CustomRole:
    return get_object_or_404(CustomRole.objects.visible_to(request.member), pk=role_id)
