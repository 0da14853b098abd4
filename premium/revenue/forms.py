"""What operators type about revenue: stages, rates, prices."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from premium.catalogue_currency import priced_in
from premium.choices import EURO_RATE
from premium.forms.office import cents_of, price_field
from premium.models import Currency, Pack
from premium.revenue.choices import Stage
from premium.ways import only_in_euros, open_ways


class StageForm(forms.Form):
    """Another stage: what each provider then holds, and the commission where there is one."""

    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    given_pack = forms.ModelChoiceField(
        label=_("Pack whose rights every provider holds for nothing"), queryset=Pack.objects.none(), required=False
    )
    commission = forms.DecimalField(
        label=_("Commission in percent"),
        min_value=Decimal(0),
        max_value=Decimal(90),
        decimal_places=2,
        required=False,
        localize=True,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        error_messages={"required": _("Say why: the history of the catalogue keeps it.")},
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields["given_pack"].queryset = Pack.objects.order_by("rank")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        stage = cleaned.get("stage")
        if stage != Stage.FREEMIUM and not cleaned.get("given_pack"):
            self.add_error(
                "given_pack", _("Choose the pack that everybody gets: without it providers would hold nothing.")
            )
        if stage == Stage.COMMISSION and not cleaned.get("commission"):
            self.add_error("commission", _("Say how much the network takes, for example 10."))
        return cleaned

    def values(self) -> dict[str, Any]:
        """For the action."""
        return {
            "stage": self.cleaned_data["stage"],
            "given_pack": self.cleaned_data["given_pack"],
            "reason": self.cleaned_data["reason"],
            "commission_basis_points": int((self.cleaned_data["commission"] or 0) * 100),
        }


class CurrencyForm(WagtailAdminModelForm):
    """A currency with its rate, typed as euros for one unit."""

    rate = forms.DecimalField(
        label=_("Euros for one unit"),
        min_value=Decimal("0.000001"),
        max_value=Decimal(1000),
        max_digits=10,
        decimal_places=6,
        localize=True,
        help_text=_("For example 1.0734. Orders placed before keep the rate of their day: nothing of them changes."),
    )

    class Meta:
        model = Currency
        fields = ["code", "rate_on", "source"]

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.instance.pk:
            self.fields["rate"].initial = self.instance.euros
            self.fields["code"].disabled = True  # orders name it

    def clean_rate_on(self) -> date:
        """A rate is published before it is used."""
        day: date = self.cleaned_data["rate_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet. Give the day on which the rate was published."))
        return day

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own signature
        self.instance.euro_rate = int(self.cleaned_data["rate"] * EURO_RATE)
        return super().save(commit=commit)


class PricesForm(forms.Form):
    """One currency, and the price in it of each pack on sale; what nobody could pay is to be confirmed."""

    currency = forms.ChoiceField(
        label=_("Currency in which packs are sold"),
        choices=priced_in,
        help_text=_("Other currencies are added under Packs, Currencies, with their rate."),
    )
    is_understood = forms.BooleanField(
        label=_("Save although nobody can pay"), required=False, widget=forms.HiddenInput, initial=False
    )

    def __init__(self, packs: Iterable[Pack], *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.packs = {f"price_{pack.pk}": pack for pack in packs}
        for name, pack in self.packs.items():
            self.fields[name] = price_field(_("%(pack)s, a year before VAT") % {"pack": pack.name})
            self.fields[name].initial = Decimal(pack.price_cents) / 100
            self.fields["currency"].initial = pack.currency
        self.order_fields(["currency", *self.packs, "is_understood"])

    def clean(self) -> dict[str, Any]:
        """Where no way of paying remains, say so before it is saved."""
        cleaned = super().clean() or {}
        currency = cleaned.get("currency")
        if currency and not open_ways(currency) and not cleaned.get("is_understood"):
            self.fields["is_understood"].widget = forms.CheckboxInput()
            self.add_error("is_understood", only_in_euros(currency))
        return cleaned

    def values(self) -> dict[str, Any]:
        """For the action."""
        cents = {pack: cents_of(self.cleaned_data[name]) for name, pack in self.packs.items()}
        return {"currency": self.cleaned_data["currency"], "cents_by_pack": cents}
