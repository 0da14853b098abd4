"""The form of the section "specialties": up to six, each with an optional sentence."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.lists import ListSectionForm, RowForm
from companies.sections import Content
from listings.choices import MAX_SENTENCE, MAX_SPECIALTIES
from listings.selectors import SpecialtyGroups, specialty_choices, specialty_names

NOTHING_CHOSEN = ("", _("Choose a specialty"))


class SpecialtyRowForm(RowForm):
    """One specialty and what the company says of it."""

    columns = (("specialty",), ("sentence",))

    specialty = forms.ChoiceField(
        label=_("Specialty"),
        error_messages={
            "required": _("Choose the specialty this sentence belongs to."),
            "invalid_choice": _("This specialty is no longer on offer: choose another one."),
        },
    )
    sentence = forms.CharField(
        label=_("In one sentence"),
        max_length=MAX_SENTENCE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For whom, at what size, with which results."),
    )

    def __init__(self, *positional: Any, choices: SpecialtyGroups, **named: Any) -> None:
        super().__init__(*positional, **named)
        field: Any = self.fields["specialty"]
        field.choices = [NOTHING_CHOSEN, *choices]

    def clean_sentence(self) -> str:
        return " ".join(self.cleaned_data["sentence"].split())


class SpecialtiesForm(ListSectionForm):
    """What a company does for others, chosen from the tree."""

    key = "specialties"
    label = _("Specialties")
    row_name = _("Specialty")
    row_form = SpecialtyRowForm
    at_most = MAX_SPECIALTIES

    def row_options(self) -> dict[str, Any]:
        """The tree, read once for all rows; what the section already names stays possible when switched off."""
        return {"choices": specialty_choices(kept=[row["specialty"] for row in self.rows_of(self.published)])}

    def is_valid(self) -> bool:
        is_complete = super().is_valid()
        if is_complete and self._names_one_twice():
            self.add_error(None, _("The same specialty stands here twice: keep one of them."))
        return is_complete and not self.errors

    def _names_one_twice(self) -> bool:
        chosen = [row["specialty"] for row in self.content()[self.key]]
        return len(set(chosen)) < len(chosen)

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        names = specialty_names([row["specialty"] for row in value])
        return "\n".join(_line(names, row) for row in value)

    @classmethod
    def both(cls, mine: Any, theirs: Any) -> Any:
        """Theirs, then the specialties only I chose; two sentences on one specialty follow each other."""
        merged: dict[str, dict[str, str]] = {row["specialty"]: dict(row) for row in theirs}
        for row in mine:
            other = merged.setdefault(row["specialty"], dict(row))
            if row["sentence"] not in other["sentence"]:
                other["sentence"] = f"{other['sentence']} {row['sentence']}".strip()
        return list(merged.values())


def summary_of(content: Content) -> str:
    """The names, in the company's order, in one line."""
    slugs = [row["specialty"] for row in content.get("specialties", [])]
    names = specialty_names(slugs)
    return ", ".join(names[slug] for slug in slugs if slug in names)


def _line(names: Mapping[str, str], row: Mapping[str, str]) -> str:
    return ": ".join(part for part in (names.get(row["specialty"], row["specialty"]), row["sentence"]) if part)
