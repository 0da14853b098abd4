"""Sections that are lists of rows: places, references. They work without JavaScript: empty rows, and a button for more."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.forms.sections import SectionForm
from companies.sections import Content

EMPTY_ROWS = 1
MORE_ROWS = 3


class RowForm(forms.Form):
    """One row of a list section; a row left empty is dropped."""

    columns: ClassVar[tuple[tuple[str, ...], ...]] = ()
    """Field names by line of the row, as the screen shows them."""

    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[name] for name in line] for line in self.columns]

    def has_changed(self) -> bool:
        """A row counts once something was typed; choices that come preset do not."""
        return any(self[name].data for name in self.fields if name not in self.preset) if self.is_bound else False

    preset: ClassVar[tuple[str, ...]] = ()


class Rows(BaseFormSet):
    """Rows as posted: an emptied row is dropped like one that was never filled."""

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()


class ListSectionForm(SectionForm):
    """A section whose content is {key: [row, ...]}."""

    template = "companies/sections/rows.html"
    can_add_rows = True
    key: ClassVar[str]
    label: ClassVar[str | Promise]
    row_name: ClassVar[str | Promise]
    row_form: ClassVar[type[RowForm]]
    at_most: ClassVar[int]
    empty_rows: ClassVar[tuple[int, int]] = (EMPTY_ROWS, MORE_ROWS)
    """Rows to fill in below those there are, and where there are none."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, content: Content, **options: Any) -> None:
        super().__init__(data, content=content, **options)
        rows = self.rows_of(content)
        self.formset = self.formset_class(self.empty_rows[0 if rows else 1])(
            data, initial=rows, prefix=self.key, form_kwargs=self.row_options()
        )

    def row_options(self) -> dict[str, Any]:
        """Arguments for every row's form."""
        return {}

    @classmethod
    def formset_class(cls, extra: int) -> type[Rows]:
        return formset_factory(
            cls.row_form,
            formset=Rows,
            extra=extra,
            can_delete=True,
            max_num=cls.at_most,
            validate_max=True,
            absolute_max=cls.at_most + 20,
        )

    @classmethod
    def rows_of(cls, content: Content) -> list[dict[str, Any]]:
        return list(content.get(cls.key, []))

    def with_more_rows(self) -> None:
        """Show what was typed again, unjudged, with more empty rows."""
        self._show_typed(MORE_ROWS)

    def unjudged(self) -> None:
        super().unjudged()
        self._show_typed(self.empty_rows[0])

    def _show_typed(self, empty_rows: int) -> None:
        typed = []
        for form in self.formset.forms:
            values = {name: form[name].data for name in form.fields if name != "DELETE"}
            if form.has_changed():
                typed.append(values)
        self.formset = self.formset_class(empty_rows)(initial=typed, prefix=self.key, form_kwargs=self.row_options())

    def is_valid(self) -> bool:
        is_complete = super().is_valid() and self.formset.is_valid()
        if self.formset.is_bound and self.formset.non_form_errors():
            self.add_error(None, _("At most %(count)s rows: remove some, then publish.") % {"count": self.at_most})
        return is_complete

    def content(self) -> Content:
        kept = [
            form for form in self.formset.forms if form.has_changed() and not form.cleaned_data.get("DELETE", False)
        ]
        return {self.key: [self.row_content(form.cleaned_data) for form in kept]}

    @classmethod
    def row_content(cls, row: dict[str, Any]) -> dict[str, Any]:
        """What is kept of a row."""
        return {name: row[name] for name in cls.row_form.base_fields}

    @classmethod
    def data_of(cls, content: Content) -> dict[str, Any]:
        rows = cls.rows_of(content)
        posted: dict[str, Any] = {f"{cls.key}-TOTAL_FORMS": len(rows), f"{cls.key}-INITIAL_FORMS": 0}
        for number, row in enumerate(rows):
            posted |= {f"{cls.key}-{number}-{name}": "" if value is None else value for name, value in row.items()}
        return posted

    @classmethod
    def moved(cls, posted: QueryDict, order: str) -> QueryDict:
        """What was posted, with one row a place further up or down; `order` is like "2-up". Nonsense changes nothing."""
        data = posted.copy()
        number, _dash, direction = order.partition("-")
        if not (number.isascii() and number.isdigit() and len(number) < 4):
            return data
        row, other = int(number), int(number) + (-1 if direction == "up" else 1)
        total = posted.get(f"{cls.key}-TOTAL_FORMS", "")
        if other < 0 or not (total.isascii() and total.isdigit()) or max(row, other) >= int(total):
            return data
        for name in (*cls.row_form.base_fields, "DELETE"):
            first, second = f"{cls.key}-{row}-{name}", f"{cls.key}-{other}-{name}"
            for here, there in ((first, second), (second, first)):
                data.pop(here, None)
                if there in posted:
                    data.setlist(here, posted.getlist(there))
        return data

    @classmethod
    def label_of(cls, key: str) -> str | Promise:
        return cls.label

    @classmethod
    def row_text(cls, row: dict[str, Any]) -> str:
        """A row as one line of words."""
        return ", ".join(str(value) for value in row.values() if value)

    @classmethod
    def text_of(cls, key: str, value: Any) -> str:
        return "\n".join(cls.row_text(row) for row in value)
