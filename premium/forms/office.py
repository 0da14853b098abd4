"""The shape of what operators type."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from network.common.fields import CentsField
from network.common.signs import currency_name
from premium.catalogue_currency import currency_on_sale, priced_in
from premium.choices import CURRENCY
from premium.features import feature_label, known_keys


def feature_choices() -> list[tuple[str, str]]:
    """Every feature of the product by name; those no app asks for yet say so."""
    return [(key, str(feature_label(key))) for key in known_keys()]


def price_field(label: str | Promise) -> forms.DecimalField:
    """A price of a pack, typed in units of its currency."""
    return forms.DecimalField(label=label, min_value=Decimal(1), max_digits=8, decimal_places=2, localize=True)


def cents_of(price: Decimal) -> int:
    return int(price * 100)


class PackForm(WagtailAdminModelForm):
    """A pack, with its price in a currency that all packs on sale share."""

    price = price_field(_("Price a year before VAT"))
    currency = forms.ChoiceField(
        label=_("Currency"),
        choices=priced_in,
        help_text=_(
            "All packs on sale share one currency. To sell in another one, use “Prices and currency” in the menu Revenue."
        ),
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.fields["price"].initial = Decimal(self.instance.price_cents) / 100
        else:
            self.initial["currency"] = currency_on_sale() or CURRENCY

    def clean(self) -> dict[str, Any]:
        """A pack goes on sale in the currency of the others: side by side, prices in two currencies mislead."""
        cleaned = super().clean()
        asked, sold_in = cleaned.get("currency"), currency_on_sale()
        if cleaned.get("is_on_sale") and asked and sold_in and asked != sold_in:
            self.add_error(
                "currency",
                _(
                    "Packs are on sale in %(currency)s: give the price in it, or leave this pack off sale. "
                    "“Prices and currency” in the menu Revenue changes all packs on sale at once."
                )
                % {"currency": currency_name(sold_in)},
            )
        return cleaned

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        self.instance.price_cents = cents_of(self.cleaned_data["price"])
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
        help_text=_("The whole amount ends the pack; a part leaves it running."),
    )
    reason = forms.CharField(label=_("Why, for our books"), max_length=200)

    def __init__(self, currency: str, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["amount"].label = _("Amount to give back, VAT included, in %(currency)s") % {
            "currency": currency_name(currency)
        }
