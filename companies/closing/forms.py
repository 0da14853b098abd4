"""What an owner writes to close a company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ClosingForm(forms.Form):
    """The name typed once more, so that nobody closes by a wrong click, and why."""

    name = forms.CharField(label=_("Name of the company"), max_length=200)
    reason = forms.CharField(label=_("Why (your colleagues read it)"), max_length=300, required=False)

    def __init__(self, *args: Any, company_name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._company_name = company_name
        self.fields["name"].help_text = _("Write it as it stands here: %(name)s") % {"name": company_name}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.strip().casefold() != self._company_name.casefold():
            raise forms.ValidationError(_("This is not the name of the company."))
        return name
