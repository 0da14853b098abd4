"""The shape of how a buyer pays, and of who is written to as well."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from premium.choices import PaymentWay
from premium.ways import open_ways, usual_way

LABELS = {
    PaymentWay.CARD: _("Card: the pack opens at once and renews each year"),
    PaymentWay.SEPA: _("SEPA direct debit: the pack opens at once and renews each year"),
    PaymentWay.TRANSFER: _("Bank transfer with a pro-forma: the pack opens when the money has arrived"),
}


class WayForm(forms.Form):
    """One way of paying an amount of a currency."""

    way = forms.ChoiceField(label=_("How do you pay?"), widget=forms.RadioSelect, required=False)

    def __init__(self, currency: str, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.currency = currency
        field, ways = self.fields["way"], open_ways(currency)
        field.choices = [(way, LABELS[way]) for way in ways]  # type: ignore[attr-defined]
        field.initial = ways[0] if ways else None

    def clean_way(self) -> PaymentWay:
        """Nothing chosen is the transfer, which charges nobody; the card where no transfer is possible."""
        return PaymentWay(self.cleaned_data["way"] or usual_way(self.currency))


class DeputyForm(forms.Form):
    """One colleague, or nobody."""

    member = forms.ModelChoiceField(
        label=_("Who is written to as well when a payment fails?"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("The owners"),
    )

    def __init__(self, company_id: int, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        colleagues = Member.objects.active().filter(company_id=company_id).select_related("user")
        field = self.fields["member"]
        field.queryset = colleagues  # type: ignore[attr-defined]
        field.label_from_instance = lambda member: member.user.display_name  # type: ignore[attr-defined]
