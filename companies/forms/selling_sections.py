"""The forms of certificates and offers."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.choices import OfferUnit
from companies.forms.lists import ListSectionForm, RowForm
from companies.sections import Content
from companies.selling import price_of

MOST_CERTIFICATES = 12
MOST_OFFERS = 12
HIGHEST_PRICE = 10_000_000
"""Euros: more than any price list says, and far below what an integer column of cents would hold."""


class CertificateForm(RowForm):
    """A certificate somebody else gave the company."""

    columns = (("name", "issuer"), ("number", "valid_until"), ("link",))

    name = forms.CharField(
        label=_("Certificate"), max_length=120, error_messages={"required": _("Name the certificate.")}
    )
    issuer = forms.CharField(
        label=_("Issued by"), max_length=120, error_messages={"required": _("Say who issued the certificate.")}
    )
    number = forms.CharField(label=_("Certificate number"), max_length=60, required=False)
    valid_until = forms.DateField(
        label=_("Last day of validity"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("After this day the page says that it has expired. Empty when it does not end."),
    )
    link = forms.URLField(label=_("Where it can be checked"), max_length=200, required=False, assume_scheme="https")

    def clean_link(self) -> str:
        link = str(self.cleaned_data["link"])
        if link and not link.startswith(("https://", "http://")):
            raise forms.ValidationError(_("Type an address that begins with https://."))
        return link


class CertificatesForm(ListSectionForm):
    """What others certified."""

    key = "certificates"
    label = _("Certificates")
    row_name = _("Certificate")
    row_form = CertificateForm
    at_most = MOST_CERTIFICATES

    @classmethod
    def row_content(cls, row: dict[str, Any]) -> dict[str, Any]:
        last_day = row["valid_until"]
        return super().row_content(row) | {"valid_until": last_day.isoformat() if last_day else ""}


class OfferForm(RowForm):
    """One thing a provider sells."""

    columns = (("title",), ("text",), ("price", "unit", "delay"))
    preset = ("unit", "DELETE")

    title = forms.CharField(label=_("Title"), max_length=100, error_messages={"required": _("Name this offer.")})
    text = forms.CharField(
        label=_("What is included"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    price = forms.DecimalField(
        label=_("Price from, in euros before VAT"),
        required=False,
        min_value=0,
        max_value=HIGHEST_PRICE,
        max_digits=10,
        decimal_places=2,
        help_text=_("Empty: on quotation."),
    )
    unit = forms.ChoiceField(label=_("Unit"), choices=[("", _("for the whole")), *OfferUnit.choices], required=False)
    delay = forms.CharField(
        label=_("Delay"), max_length=60, required=False, help_text=_("For example: starts within two weeks.")
    )


class OffersForm(ListSectionForm):
    """What a provider sells, with prices from or on quotation."""

    key = "offers"
    label = _("Offers")
    row_name = _("Offer")
    row_form = OfferForm
    at_most = MOST_OFFERS

    @classmethod
    def rows_of(cls, content: Content) -> list[dict[str, Any]]:
        """The rows as their forms hold them: the price in euros."""
        rows = []
        for kept in super().rows_of(content):
            row = dict(kept)
            cents = row.pop("price_cents", None)
            rows.append(row | {"price": "" if cents is None else f"{Decimal(cents) / 100:.2f}"})
        return rows

    @classmethod
    def row_content(cls, row: dict[str, Any]) -> dict[str, Any]:
        kept = super().row_content(row)
        price = kept.pop("price")
        return kept | {"price_cents": None if price is None else int(price * 100)}

    @classmethod
    def row_text(cls, row: dict[str, Any]) -> str:
        return ", ".join(part for part in (row["title"], row.get("text"), price_of(row), row.get("delay")) if part)
