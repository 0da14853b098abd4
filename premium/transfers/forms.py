"""What operators type about transfers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from network.common.fields import CentsField
from premium.transfers.camt import LARGEST


class StatementForm(forms.Form):
    """A file of the bank."""

    file = forms.FileField(
        label=_("Bank statement (CAMT.053)"),
        max_length=200,
        help_text=_("The XML file your bank offers for download. Nothing is counted before you have seen it."),
    )

    def clean_file(self) -> object:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 5 MB. Ask the bank for fewer days."))
        return upload


class AssignForm(forms.Form):
    number = forms.CharField(label=_("Number of the order"), max_length=20)


class ReturnForm(forms.Form):
    amount = CentsField(label=_("Amount sent back, in euros"))
