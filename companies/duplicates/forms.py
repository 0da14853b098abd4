"""The forms with which an operator compares and merges."""

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Company


class CompanyField(forms.CharField):
    """A page named by its address, its short name in the address or its number."""

    default_error_messages = {
        "unknown": _("No page has this address. Open the page and copy its address, or write the end of it."),
    }

    def clean(self, value: Any) -> Company:
        typed = super().clean(value).strip()
        slug = next((part for part in reversed(urlsplit(typed).path.split("/")) if part), "")
        wanted = {"pk": int(slug)} if slug.isascii() and slug.isdigit() and len(slug) < 19 else {"slug": slug}
        company = Company.objects.filter(**wanted).first()
        if company is None:
            raise forms.ValidationError(self.error_messages["unknown"], code="unknown")
        return company.successor


class CompareForm(forms.Form):
    """Which two pages to compare."""

    one = CompanyField(label=_("Address of one page"), max_length=300)
    other = CompanyField(label=_("Address of the other page"), max_length=300)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("one") and cleaned.get("one") == cleaned.get("other"):
            self.add_error("other", _("That is the same page. Give the address of another one."))
        return cleaned


class MergeForm(forms.Form):
    """Why two pages are one company, and the plan that was read."""

    reason = forms.CharField(
        label=_("Why these two pages are one company"),
        help_text=_("The staff of both companies reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why these two pages are one company: the staff of both will read it.")},
    )
    fingerprint = forms.CharField(widget=forms.HiddenInput, required=False)
