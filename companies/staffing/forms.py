"""Forms of the staff's life cycle: roles, ceilings, lists, requests to join."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.actions.custom_roles import PERMISSIONS, ROLES_WITH_CEILING
from companies.forms.staff import RoleField
from companies.models import Company, CustomRole, Member
from companies.permissions import permissions_of
from companies.roles import CompanyPermission, Role
from companies.staffing.actions.second_factor import DAYS_OF_NOTICE
from companies.staffing.lists import decoded
from companies.staffing.models import JoinPolicy
from network.common.fields import CentsField

NOT_ASKED = "no"
LARGEST_FILE = 100_000
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


class ListForm(forms.Form):
    """A list of people to invite: typed or pasted, or from a file, whose lines then stand in the field."""

    text = forms.CharField(
        label=_("One person a line: address; role; language"),
        required=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_("Separated by semicolons, commas or tabs. The language of the mail (fr or en) may be left out."),
    )
    file = forms.FileField(label=_("Or a CSV file"), required=False)

    def clean_file(self) -> str:
        """The text of the file; it replaces what was typed."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(_("This file is too large: a list of 200 people has less than 100 kB."))
        return decoded(file.read())


class JoinForm(forms.Form):
    """A word to those who may let a person in."""

    message = forms.CharField(
        label=_("Message to its administrators"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Say who you are in the company: they see your name and your e-mail address."),
    )


class AcceptForm(forms.Form):
    """The role a person is let in with."""

    role = RoleField(label=_("Role"), initial=Role.EDITOR)

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].offer(acting)


class DeclineForm(forms.Form):
    """Why a person is not let in, for colleagues."""

    reason = forms.CharField(
        label=_("Reason, for your colleagues only"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )


class SecondFactorForm(forms.Form):
    """Whether the staff needs a second factor, and how many days it gets."""

    days = forms.ChoiceField(label=_("Ask everybody on the staff for a second factor"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, company: Company, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_asked = company.second_factor_from is not None
        in_days = [(days, _("from %(days)s days from now on") % {"days": days}) for days in DAYS_OF_NOTICE]
        self.fields["days"].choices = [(NOT_ASKED, _("No longer") if is_asked else _("No")), *in_days]
        self.fields["days"].initial = None if is_asked else NOT_ASKED  # nothing is called off by pressing Save

    def clean_days(self) -> int | None:
        """Days of notice; None: not asked."""
        days = self.cleaned_data["days"]
        return None if days == NOT_ASKED else int(days)


class PolicyForm(forms.ModelForm):
    """Whom the company lets ask, and who is told."""

    class Meta:
        model = JoinPolicy
        fields = ["who_may_ask", "who_is_told"]
        labels = {"who_may_ask": _("Who may ask to join"), "who_is_told": _("Who is told")}
        widgets = {"who_may_ask": forms.RadioSelect, "who_is_told": forms.RadioSelect}
