"""Forms of staff: an invitation, a role."""

from typing import Any

from django import forms
from django.db.models import prefetch_related_objects
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from companies.models import Company, CustomRole, Member
from companies.permissions import AnyRole, can_give_role
from companies.role_keys import role_key
from companies.roles import ROLE_EXPLANATIONS, CompanyPermission, Role


def role_words(role: AnyRole) -> Any:
    """What a role may do, in one sentence."""
    if not isinstance(role, CustomRole):
        return ROLE_EXPLANATIONS[Role(role)]
    return get_text_list([str(label) for key, label in CompanyPermission.choices if key in role.held], _("and"))


def own_roles(company: Company) -> list[CustomRole]:
    """The company's own roles, asked for once a page."""
    prefetch_related_objects([company], "custom_roles")
    return sorted(company.custom_roles.all(), key=lambda role: role.pk)


def roles_to_give(acting: Member) -> list[AnyRole]:
    """The roles this member may give, those of the company's own last; one query."""
    roles: list[AnyRole] = [*Role.values, *own_roles(acting.company)]
    return [role for role in roles if can_give_role(acting, role)]


def role_name(role: AnyRole) -> Any:
    """The name of a role for a list of choices."""
    return role.name if isinstance(role, CustomRole) else Role(role).label


class RoleField(forms.TypedChoiceField):
    """A choice among the roles a member may give; the answer is the role itself."""

    def offer(self, acting: Member, without: AnyRole | None = None, *, with_words: bool = False) -> None:
        """Fill in the roles the acting member may give, `with_words` for radio buttons."""
        roles = [role for role in roles_to_give(acting) if role != without]
        by_key = {role_key(role): role for role in roles}
        self.choices = [(key, labelled(role) if with_words else role_name(role)) for key, role in by_key.items()]
        self.coerce = by_key.__getitem__


def labelled(role: AnyRole) -> str:
    """The name of a role and under it what it may do."""
    return format_html('{}<span class="check__note">{}</span>', role_name(role), role_words(role))


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of one person: whoever reads a shared mailbox could join."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    role = RoleField(label=_("Role"), initial=Role.EDITOR)

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].offer(acting)


class ColleagueField(forms.ModelChoiceField):
    """A colleague, by name and role."""

    def label_from_instance(self, obj: Member) -> str:
        return f"{obj.user.display_name} ({obj.role_name})"


class HeirForm(forms.Form):
    """Who looks after the things of a colleague who leaves: who removes him, or the first owner."""

    heir = ColleagueField(label=_("Who looks after it from now on"), queryset=Member.objects.none(), empty_label=None)

    def __init__(self, *args: Any, acting: Member, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = Member.objects.visible_to(acting).exclude(pk=member.pk).with_rights().select_related("user")
        self.fields["heir"].queryset = colleagues.order_by("joined_at", "pk")
        owner = colleagues.filter(role=Role.OWNER).order_by("pk").first()
        self.fields["heir"].required = colleagues.exists()  # alone, one learns that the last owner stays
        self.fields["heir"].initial = acting if acting != member else owner


class RoleForm(forms.Form):
    """Another role for a colleague, each with what it may do."""

    role = RoleField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, acting: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].offer(acting, with_words=True)
