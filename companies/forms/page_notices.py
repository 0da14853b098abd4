"""The form of "Correct or remove"."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import NoticeKind


class PageNoticeForm(forms.Form):
    """What is wrong, and where to answer; a field no person sees catches machines."""

    kind = forms.ChoiceField(label=_("What should happen"), choices=NoticeKind.choices, widget=forms.RadioSelect)
    message = forms.CharField(
        label=_("What is wrong, and how you know it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Say who you are for this company. For a removal: a sole trader may ask without a reason."),
        error_messages={"required": _("Write one sentence: the operator must know what to look at.")},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("For the answer only."),
        error_messages={"invalid": _("Type a whole address, for example ana@example.com.")},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Leave this field empty."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.pop("website", None)
        return cleaned
