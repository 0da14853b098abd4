"""Forms of the group."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member
from companies.roles import ROLE_EXPLANATIONS, Role
from companies.tree.choices import LENDABLE_ROLES, Kind
from companies.tree.models import Affiliation, Delegation
from companies.tree.selectors import lendable_colleagues


class SearchForm(forms.Form):
    """Find the other company by its name."""

    q = forms.CharField(label=_("Name of the company"), max_length=100, min_length=2, required=False)


class ProposalForm(forms.Form):
    """Which company, what the child is for the parent, and who is the parent."""

    company = forms.ModelChoiceField(Company.objects.visible())
    kind = forms.ChoiceField(choices=Kind.choices)
    direction = forms.ChoiceField(choices=[("child", ""), ("parent", "")])


class GrantForm(forms.Form):
    """As what staff of the parent may act for us; nothing ticked takes it back."""

    roles = forms.MultipleChoiceField(
        label=_("They may act as"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(role.value, f"{role.label}: {ROLE_EXPLANATIONS[role]}") for role in LENDABLE_ROLES],
    )


class LendForm(forms.Form):
    """Who of us, and as what."""

    colleague = forms.ModelChoiceField(Member.objects.none(), label=_("Colleague"), empty_label=_("Choose a colleague"))
    role = forms.ChoiceField(label=_("Acts as"))

    def __init__(
        self, *args: Any, acting: Member, link: Affiliation, delegation: Delegation | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = lendable_colleagues(acting, link)
        self.fields["colleague"].label_from_instance = lambda member: f"{member.user.display_name} ({member.role_name})"
        roles = delegation.roles if delegation else []
        self.fields["role"].choices = [(role, Role(role).label) for role in roles]
