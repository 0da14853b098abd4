"""The forms of a claim, and of a change of category."""

from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from companies.forms.categories import explained_categories
from companies.identifiers import LONGEST_NUMBER
from companies.uploads import checked_document, logo_from


class ClaimForm(forms.Form):
    """What an operator needs to say yes."""

    function = forms.CharField(
        label=_("Your function in the company"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        error_messages={"required": _("Say what you do in the company, for example managing director.")},
    )
    registration_number = forms.CharField(
        label=_("Registration number of the company"),
        max_length=LONGEST_NUMBER,
        help_text=_("Typed by you, from an official paper: it is compared with the page’s."),
        error_messages={"required": _("Type the number from the register, a VAT number or a similar one.")},
    )
    document = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("An extract of the register or a mandate: PDF, JPEG or PNG, 5 MB at most. Only operators read it."),
    )
    message = forms.CharField(
        label=_("Message to the operator"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def clean_document(self) -> ContentFile | None:
        upload = self.cleaned_data["document"]
        return checked_document(upload) if upload else None


class CategoryForm(forms.Form):
    """Another category, and why."""

    category = forms.ChoiceField(label=_("New category"), choices=explained_categories, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the company sells, to whom, and since when."),
        error_messages={"required": _("One sentence is enough: the operator must be able to decide.")},
    )

    def __init__(self, *arguments: Any, is_asking: bool = True, **options: Any) -> None:
        """`is_asking` is off for who only looks at what another category would mean."""
        super().__init__(*arguments, **options)
        self.is_asking = is_asking

    def clean(self) -> dict[str, Any]:
        """Who only looks owes no reason yet."""
        cleaned = super().clean() or {}
        if not self.is_asking:
            self.errors.pop("reason", None)
        return cleaned


class LogoForm(forms.Form):
    """A picture that becomes the square of the company."""

    picture = forms.FileField(
        label=_("Logo"),
        help_text=_("PNG or JPEG, 2 MB at most. It is shown as a square, from 28 to 104 pixels."),
        error_messages={"required": _("Choose a picture first.")},
    )

    def clean_picture(self) -> Any:
        return logo_from(self.cleaned_data["picture"])
