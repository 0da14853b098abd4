"""The shape of what operators type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from premium.features import feature_label, known_keys
from premium.forms.fields import CentsField


def feature_choices() -> list[tuple[str, str]]:
    """Every feature of the product by name; those no app asks for yet say so."""
    return [(key, str(feature_label(key))) for key in known_keys()]


class PackForm(WagtailAdminModelForm):
    """A pack, with its price in euros."""

    price = forms.DecimalField(
        label=_("price a year before VAT, in euros"), min_value=Decimal(1), max_digits=8, decimal_places=2
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.fields["price"].initial = Decimal(self.instance.price_cents) / 100

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        self.instance.price_cents = int(self.cleaned_data["price"] * 100)
        return super().save(commit=commit)


class PaymentForm(forms.Form):
    """What the bank statement says."""

    amount = CentsField(
        label=_("Amount received, in euros"),
        help_text=_("The whole total of the order, for example 588.00."),
    )
    received_on = forms.DateField(
        label=_("Day of the bank statement"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=timezone.localdate,
    )


class RefundForm(forms.Form):
    """How much goes back, and why."""

    amount = CentsField(
        label=_("Amount to give back, VAT included, in euros"),
        help_text=_("The whole amount ends the pack; a part leaves it running."),
    )
    reason = forms.CharField(label=_("Why, for our books"), max_length=200)
