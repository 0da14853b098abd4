"""The form that founds a company."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from companies.forms.categories import explained_categories
from companies.identifiers import LONGEST_NUMBER

COUNTRY_OF_LANGUAGE = {"fr": "FR", "en": "GB"}


class FoundForm(forms.Form):
    """Name, country, number if at hand, category: nothing else is needed to begin."""

    name = forms.CharField(
        label=_("Legal name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("As in the register. The name your clients know comes later, on the page."),
        error_messages={"required": _("Type the name of the company.")},
    )
    country = forms.ChoiceField(label=_("Country"), choices=lambda: list(countries))
    number = forms.CharField(
        label=_("Registration or VAT number"),
        max_length=LONGEST_NUMBER,
        required=False,
        help_text=_(
            "SIREN, SIRET, CIF, KvK, HRB, VAT and so on. A number that cannot be checked is kept as you type it."
        ),
    )
    category = forms.ChoiceField(
        label=_("Category"),
        choices=explained_categories,
        widget=forms.RadioSelect,
        help_text=_(
            "Providers sell services and need a pack to be found; everybody else uses Comptoir free of charge."
        ),
        error_messages={"required": _("Choose what the company is: it decides what is free for it.")},
    )

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.fields["country"].initial = COUNTRY_OF_LANGUAGE.get((get_language() or "fr")[:2], "FR")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())
