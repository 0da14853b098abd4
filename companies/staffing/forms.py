"""Forms of the staff's life cycle: a role of the company's own, ceilings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.actions.custom_roles import PERMISSIONS, ROLES_WITH_CEILING
from companies.forms.staff import RoleField
from companies.models import CustomRole, Member
from companies.permissions import permissions_of
from companies.roles import CompanyPermission
from network.common.fields import CentsField

PERMISSION_CHOICES = [(permission.value, permission.label) for permission in PERMISSIONS]
BUYING_ROLES = [role for role in ROLES_WITH_CEILING if CompanyPermission.BUY in permissions_of(role)]


class CustomRoleForm(forms.Form):
    """Name, permissions and ceiling of a role; only permissions the acting member holds are offered."""

    name = forms.CharField(label=_("Name of the role"), max_length=40, help_text=_("For example “Trainee”."))
    permissions = forms.MultipleChoiceField(
        label=_("May"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one permission: a role without any could do nothing.")},
    )
    ceiling = CentsField(
        label=_("Spending ceiling, in euros"),
        required=False,
        help_text=_("What one order may cost before VAT. Empty: no ceiling. Counts only for a role that may buy."),
    )

    def __init__(self, *args: Any, acting: Member, role: CustomRole | None = None, **kwargs: Any) -> None:
        if role is not None:
            cents = role.spending_ceiling_cents
            kwargs["initial"] = {
                "name": role.name,
                "permissions": sorted(role.held),
                "ceiling": None if cents is None else cents / 100,
            }
        super().__init__(*args, **kwargs)
        held = acting.permissions
        self.fields["permissions"].choices = [choice for choice in PERMISSION_CHOICES if choice[0] in held]

    def definition(self) -> dict[str, Any]:
        """What the action asks for."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "permissions": cleaned["permissions"],
            "ceiling_cents": cleaned["ceiling"],
        }


class ReplacementForm(forms.Form):
    """Which role the holders of a deleted role get."""

    replacement = RoleField(label=_("Role they get instead"))

    def __init__(self, *args: Any, acting: Member, role: CustomRole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["replacement"].offer(acting, without=role)


class CeilingsForm(forms.Form):
    """What one order of each built-in role that buys may cost."""

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for role in BUYING_ROLES:
            cents = acting.company.ceiling_of(role)
            self.fields[role] = CentsField(
                label=role.label, required=False, initial=None if cents is None else cents / 100
            )

    def ceilings(self) -> Mapping[str, int | None]:
        return {role: self.cleaned_data[role] for role in BUYING_ROLES}
