"""Forms of staff: an invitation, a role."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from companies.permissions import can_give_role
from companies.roles import ROLE_EXPLANATIONS, Role


def roles_to_give(acting: Member) -> list[tuple[str, Any]]:
    """The roles this member may give, with their names."""
    return [(role, label) for role, label in Role.choices if can_give_role(acting, role)]


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of one person: whoever reads a shared mailbox could join."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), initial=Role.EDITOR)

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_to_give(acting)


class RoleForm(forms.Form):
    """Another role for a colleague, each with what it may do."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [
            (role, format_html('{}<span class="check__note">{}</span>', label, ROLE_EXPLANATIONS[Role(role)]))
            for role, label in roles_to_give(acting)
        ]
