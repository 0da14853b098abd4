"""The shape of a note, and of a request to several companies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.models import Company
from connections.forms import IntroductionForm
from premium.rights import Use


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("Note for your team"),
        max_length=400,
        error_messages={"required": _("Write the note first.")},
    )


class AskForm(IntroductionForm):
    """The words of an introduction, and whom to send them to; never more than there are units left."""

    company = forms.MultipleChoiceField(
        label=_("Whom do you ask?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one company.")},
    )
    field_order = ["company", "purpose_kind", "purpose", "benefit"]

    def __init__(self, data: Any = None, *, companies: list[Company], use: Use | None) -> None:
        super().__init__(data, initial={"company": [company.slug for company in companies]})
        self.use = use
        self.fields["company"].choices = [(company.slug, company.name) for company in companies]

    def clean_company(self) -> list[str]:
        chosen = self.cleaned_data["company"]
        left = self.use.left if self.use else None
        if left is not None and len(chosen) > left:
            sentence = ngettext(
                "You have %(left)s introduction left: untick some companies.",
                "You have %(left)s introductions left: untick some companies.",
                left,
            )
            raise forms.ValidationError(sentence % {"left": left})
        return chosen
