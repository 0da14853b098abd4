"""The shape of how a buyer pays, and of who is written to as well."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Member
from premium.choices import PaymentWay
from premium.stripe import gateway

LABELS = {
    PaymentWay.CARD: _("Card: the pack opens at once and renews each year"),
    PaymentWay.SEPA: _("SEPA direct debit: the pack opens at once and renews each year"),
    PaymentWay.TRANSFER: _("Bank transfer with a pro-forma: the pack opens when the money has arrived"),
}


def open_ways() -> list[PaymentWay]:
    """The ways that can be used today; without a key of Stripe only the transfer."""
    return list(LABELS) if gateway.is_configured() else [PaymentWay.TRANSFER]


class WayForm(forms.Form):
    """One way of paying."""

    way = forms.ChoiceField(label=_("How do you pay?"), widget=forms.RadioSelect, required=False)

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        field = self.fields["way"]
        field.choices = [(way, LABELS[way]) for way in open_ways()]  # type: ignore[attr-defined]
        field.initial = open_ways()[0]

    def clean_way(self) -> PaymentWay:
        """Nothing chosen is the transfer: it charges nobody."""
        return PaymentWay(self.cleaned_data["way"] or PaymentWay.TRANSFER)


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
