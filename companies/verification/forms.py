"""What members and operators type about proofs."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.uploads import checked_document

LONGEST_TERM = timedelta(days=5 * 366)


class AddressForm(forms.Form):
    """Where the code goes."""

    email = forms.EmailField(
        label=_("E-mail address on your domain"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Type the address that receives the code.")},
    )


class CodeForm(forms.Form):
    """The code of the mail."""

    code = forms.RegexField(
        r"^\s*\d{6}\s*$",
        label=_("Code of the mail"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={
            "required": _("Type the six digits of the mail."),
            "invalid": _("The code has six digits: copy it from the mail."),
        },
    )


class ExtractForm(forms.Form):
    """A document of the register."""

    file = forms.FileField(
        label=_("Document of the register"),
        help_text=_("Less than three months old. PDF, JPEG or PNG, 5 MB at most."),
        error_messages={"required": _("Choose the file first.")},
    )

    def clean_file(self) -> ContentFile:
        return checked_document(self.cleaned_data["file"])


class SignatoryForm(forms.Form):
    """Who signs the mandate: printed on the sheet, compared by the operator."""

    signatory = forms.CharField(
        label=_("Who signs"),
        max_length=120,
        help_text=_("A legal representative: manager, president, director."),
        error_messages={"required": _("Name the person who signs for the company.")},
    )
    signatory_function = forms.CharField(
        label=_("Function of who signs"),
        max_length=120,
        error_messages={"required": _("Say the function, for example managing director.")},
    )


class MandateForm(SignatoryForm, ExtractForm):
    """The signed sheet."""

    field_order = ["signatory", "signatory_function", "file"]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["file"].label = _("Signed mandate")
        self.fields["file"].help_text = _("Scanned or photographed. PDF, JPEG or PNG, 5 MB at most.")


class ApprovalForm(forms.Form):
    """Until when the paper proves the company."""

    valid_until = forms.DateField(
        label=_("Valid until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say until when the paper holds."),
            "invalid": _("Type a day, for example 2027-06-30."),
        },
    )

    def clean_valid_until(self) -> date:
        day: date = self.cleaned_data["valid_until"]
        today = timezone.localdate()
        if not today < day <= today + LONGEST_TERM:
            raise forms.ValidationError(_("Choose a day after today and within five years."))
        return day
