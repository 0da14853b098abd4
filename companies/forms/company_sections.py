"""The forms of identity and presentation."""

import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.forms.sections import SectionForm
from companies.languages import WORKING_LANGUAGES, language_names
from companies.sections import Content
from companies.service_areas import COUNTRIES, UNION, UNION_COUNTRIES, WORLD, area_choices, area_names
from companies.technologies import NAMES, TECHNOLOGIES, technology_names

LONGEST_PRESENTATION = 4000
OLDEST_COMPANY = 1000
PHONE = re.compile(r"\+?[0-9][0-9 ().\-/]{4,}")


class IdentityForm(SectionForm):
    """Who the company is, in the words of its staff; the legal identity is not edited here."""

    template = "companies/sections/identity_form.html"

    trade_name = forms.CharField(
        label=_("Trade name"),
        max_length=200,
        required=False,
        help_text=_("The name your clients know, when it is not the legal one."),
    )
    offer = forms.CharField(
        label=_("What you do, in one sentence"),
        max_length=160,
        required=False,
        help_text=_("For whom and what. 160 characters at most: it stands under your name everywhere."),
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=200)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    founded_year = forms.IntegerField(label=_("Founded in"), required=False, min_value=OLDEST_COMPANY)
    employees = forms.IntegerField(label=_("People"), required=False, min_value=1, max_value=5_000_000)
    languages = forms.MultipleChoiceField(
        label=_("Working languages"),
        choices=WORKING_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_founded_year(self) -> int | None:
        year = self.cleaned_data["founded_year"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year is still to come: type the year of founding, for example 2011."))
        return year

    def clean_phone(self) -> str:
        phone = self.cleaned_data["phone"].strip()
        if phone and not PHONE.fullmatch(phone):
            raise forms.ValidationError(_("Type digits, with the country's code if you like: +33 1 86 95 00 00."))
        return phone

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        if key == "languages":
            return ", ".join(language_names(value))
        return super().text_of(key, value)

    @classmethod
    def can_keep_both(cls, key: str) -> bool:
        return key == "languages"


class PresentationForm(SectionForm):
    """The company in its own words."""

    text = forms.CharField(
        label=_("Presentation"),
        required=False,
        max_length=LONGEST_PRESENTATION,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_(
            "What you do, for whom and how you work. An empty line begins a paragraph; **bold**, *italic*, "
            "lists with a hyphen. 4,000 characters at most."
        ),
    )

    def content(self) -> Content:
        return {"text": self.cleaned_data["text"].replace("\r\n", "\n").strip()}


class PracticalForm(SectionForm):
    """Where the company works and with what: what buyers filter by."""

    template = "companies/sections/practical_form.html"

    service_areas = forms.MultipleChoiceField(
        label=_("Where you work for clients"),
        choices=area_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    technologies = forms.MultipleChoiceField(
        label=_("Technologies you work with"),
        choices=TECHNOLOGIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_service_areas(self) -> list[str]:
        """Without the countries that a wider area covers; always in the same order."""
        chosen = self.cleaned_data["service_areas"]
        if WORLD in chosen:
            return [WORLD]
        covered = UNION_COUNTRIES if UNION in chosen else ()
        return [area for area in (UNION, *COUNTRIES) if area in chosen and area not in covered]

    def clean_technologies(self) -> list[str]:
        return [key for key in NAMES if key in self.cleaned_data["technologies"]]

    @property
    def technology_groups(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """Each group with its technologies: key, name, and whether it is ticked."""
        ticked = set(self["technologies"].value() or [])
        return [(str(group), [(key, name, key in ticked) for key, name in entries]) for group, entries in TECHNOLOGIES]

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        return ", ".join(area_names(value) if key == "service_areas" else technology_names(value))

    @classmethod
    def can_keep_both(cls, key: str) -> bool:
        return True
