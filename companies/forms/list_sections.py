"""The forms of places, references and team."""

from typing import Any

from django import forms
from django.urls import Resolver404, resolve
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from companies.choices import PlaceKind
from companies.forms.lists import ListSectionForm, RowForm
from companies.forms.sections import SectionForm
from companies.models import Company
from companies.sections import Content
from network.accounts.languages import address_in

MOST_PLACES = 12
MOST_REFERENCES = 24


class PlaceForm(RowForm):
    """Where the company is."""

    columns = (("kind", "country"), ("address",), ("postal_code", "city"))
    preset = ("kind", "country", "DELETE")

    kind = forms.ChoiceField(label=_("Kind"), choices=PlaceKind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: list(countries))
    address = forms.CharField(label=_("Address"), max_length=250, required=False)
    postal_code = forms.CharField(label=_("Postal code"), max_length=20, required=False)
    city = forms.CharField(
        label=_("City"), max_length=100, error_messages={"required": _("Name the city: the search finds places by it.")}
    )
    region = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, *positional: Any, country: str, **named: Any) -> None:
        super().__init__(*positional, **named)
        self.fields["country"].initial = country


class PlacesForm(ListSectionForm):
    """Headquarters, offices, warehouses, shops."""

    key = "places"
    label = _("Places")
    row_name = _("Place")
    row_form = PlaceForm
    at_most = MOST_PLACES

    def row_options(self) -> dict[str, Any]:
        """New rows begin in the company's country."""
        return {"country": str(self.company.country)}

    @classmethod
    def row_text(cls, row: dict[str, Any]) -> str:
        kind = PlaceKind(row["kind"]).label
        town = f"{row.get('postal_code', '')} {row['city']}".strip()
        return ", ".join(str(part) for part in (kind, row.get("address"), town, countries.name(row["country"])) if part)


class ReferenceForm(RowForm):
    """A client the company worked for."""

    columns = (("client", "years"), ("sentence",), ("page",))

    client = forms.CharField(
        label=_("Client"), max_length=120, error_messages={"required": _("Name the client of this reference.")}
    )
    years = forms.CharField(label=_("Years"), max_length=20, required=False, help_text=_("For example 2024 to 2026."))
    sentence = forms.CharField(label=_("What you did, in one sentence"), max_length=200, required=False)
    page = forms.CharField(
        label=_("Its page on Comptoir"),
        max_length=200,
        required=False,
        help_text=_("The address of the page, if the client has one here."),
    )

    def clean_page(self) -> str:
        """The slug of an existing page, typed as its address or as the slug alone."""
        typed = self.cleaned_data["page"].strip()
        if not typed:
            return ""
        slug = slug_of_page(typed)
        if not Company.objects.visible().filter(slug=slug).exists():
            raise forms.ValidationError(
                _("No page has this address: copy it from the client's page, or leave it empty.")
            )
        return slug


def slug_of_page(address: str) -> str:
    """The slug in the address of a company page; the text itself when it is not such an address."""
    path = "/" + address.partition("://")[2].partition("/")[2] if "://" in address else address
    try:
        match = resolve(address_in(path.partition("?")[0], get_language() or "fr"))
    except Resolver404:
        return path.strip("/")
    return str(match.kwargs.get("slug", ""))


class ReferencesForm(ListSectionForm):
    """Clients who may be named, with what was done for them."""

    key = "references"
    label = _("Client references")
    row_name = _("Reference")
    row_form = ReferenceForm
    at_most = MOST_REFERENCES


class TeamForm(SectionForm):
    """Whether I appear in the team, and who else is taken off; nobody can tick a colleague."""

    template = "companies/sections/team_form.html"
    is_checked_again = False

    appears = forms.BooleanField(label=_("I appear in the team"), required=False)
    function = forms.CharField(
        label=_("My function"), max_length=80, required=False, help_text=_("As clients should read it.")
    )

    @property
    def colleagues(self) -> list[dict[str, Any]]:
        """Entries of the others."""
        mine = self.member.pk if self.member else None
        return [entry for entry in self.published.get("members", []) if entry["member"] != mine]

    @classmethod
    def initial_of(cls, content: Content) -> dict[str, Any]:
        return {}

    def __init__(self, *positional: Any, **named: Any) -> None:
        super().__init__(*positional, **named)
        entries = self.published.get("members", [])
        mine = next((entry for entry in entries if self.member and entry["member"] == self.member.pk), None)
        self.initial = {
            "appears": mine is not None,
            "function": mine["function"] if mine else (self.member.title if self.member else ""),
        }
        self.fields["kept"] = forms.MultipleChoiceField(
            label=_("Colleagues who appear"),
            choices=[(str(entry["member"]), entry["name"]) for entry in self.colleagues],
            initial=[str(entry["member"]) for entry in self.colleagues],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Untick a colleague to take him off. Only he can appear again."),
        )
        if not self.colleagues:
            del self.fields["kept"]

    def content(self) -> Content:
        kept = self.cleaned_data.get("kept", [])
        members = [entry for entry in self.colleagues if str(entry["member"]) in kept]
        if self.cleaned_data["appears"] and self.member:
            mine = {
                "member": self.member.pk,
                "name": self.member.user.display_name,
                "function": self.cleaned_data["function"],
            }
            members.append(mine)
        order = [entry["member"] for entry in self.published.get("members", [])]
        members.sort(key=lambda entry: order.index(entry["member"]) if entry["member"] in order else len(order))
        return {"members": members}

    @classmethod
    def label_of(cls, key: str) -> Any:
        return _("Team")

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        return "\n".join(", ".join(part for part in (entry["name"], entry["function"]) if part) for entry in value)
