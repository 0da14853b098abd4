"""What operators type about revenue."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from premium.models import Pack
from premium.revenue.choices import Stage


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
            "commission_basis_points": int((self.cleaned_data["commission"] or 0) * 100),
        }
