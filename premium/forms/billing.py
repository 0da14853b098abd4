"""The shape of what a buyer types."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from premium.billing import BillingDetails
from premium.vat import EUROPEAN_UNION, compact, is_vat_number_of


class BillingForm(forms.Form):
    """Who is billed."""

    legal_name = forms.CharField(label=_("Legal name"), max_length=200)
    address = forms.CharField(label=_("Address"), max_length=250)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20)
    city = forms.CharField(label=_("City"), max_length=100)
    country = forms.ChoiceField(label=_("Country"), choices=countries)
    vat_number = forms.CharField(
        label=_("VAT number"),
        max_length=20,
        required=False,
        help_text=_("With its country letters, for example ESB58378431."),
    )
    email = forms.EmailField(label=_("E-mail address for the invoice"))
    purchase_order = forms.CharField(
        label=_("Your purchase-order number"),
        max_length=60,
        required=False,
        help_text=_("Printed on the pro-forma."),
    )

    def clean(self) -> dict[str, Any]:
        """In the European Union a number that does not hold would be billed wrongly: say so now."""
        cleaned = super().clean() or {}
        number, country = compact(cleaned.get("vat_number", "")), cleaned.get("country", "")
        if number and country in EUROPEAN_UNION and not is_vat_number_of(number, country):
            self.add_error(
                "vat_number",
                _("This is not a valid VAT number of %(country)s. Correct it, or leave the field empty.")
                % {"country": countries.name(country)},
            )
        cleaned["vat_number"] = number
        return cleaned

    def details(self) -> BillingDetails:
        """What was typed, once it is valid."""
        return BillingDetails(**self.cleaned_data)
