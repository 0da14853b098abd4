"""For whom, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Member
from network.accounts.models import User


class StaffChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, member: Member) -> str:
        return f"{member.user.display_name} ({member.role_name})"


class StandInForm(forms.Form):
    """The person of the company and the reason, which the person and the company's journal keep."""

    member = StaffChoiceField(label=_("Person"), queryset=Member.objects.none(), empty_label=None)
    reason = forms.CharField(
        label=_("Reason, which the person reads"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why: the person and the journal of the company keep it.")},
    )

    def __init__(self, *arguments: Any, company: Company, operator: User, **options: Any) -> None:
        super().__init__(*arguments, **options)
        staff = Member.objects.active().filter(company=company).exclude(user=operator).exclude(user__is_staff=True)
        self.fields["member"].queryset = staff.select_related("user", "custom_role", "company").order_by("joined_at")
