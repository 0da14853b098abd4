"""A table by the label of its model: its rows, names and columns, whatever the app is called."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from companies.merge_rules import Words


def rows_of(label: str) -> QuerySet[Any]:
    """Every row, also those that a manager of the app leaves out."""
    return apps.get_model(label)._base_manager.all()  # noqa: SLF001 - Django's own name for it


def title_of(label: str) -> Words:
    """What the table is called, for many rows."""
    return apps.get_model(label)._meta.verbose_name_plural or label  # noqa: SLF001 - public by the documentation


def title_of_one(label: str) -> Words:
    return apps.get_model(label)._meta.verbose_name or label  # noqa: SLF001 - public by the documentation


def attributes(label: str, fields: Iterable[str]) -> list[str]:
    """The attributes that hold the numbers; a field that can name any row has none that is read."""
    found = (apps.get_model(label)._meta.get_field(name) for name in fields)  # noqa: SLF001 - public
    return [str(each.attname) for each in found if each.concrete]


def columns_of(row: Model) -> dict[str, Any]:
    """Every column of a row, by attribute."""
    return {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields}  # noqa: SLF001 - public


def as_field(label: str, name: str, value: Any) -> Any:
    """A value as its column holds it, from what JSON has kept of it."""
    if value is None:
        return None
    return apps.get_model(label)._meta.get_field(name).to_python(value)  # type: ignore[union-attr]  # noqa: SLF001


def make(label: str, values: dict[str, Any]) -> None:
    """Write a row again with all its columns, its number included."""
    apps.get_model(label)(**values).save_base(force_insert=True)


def naming(columns: Iterable[str], company: int) -> Q:
    """Rows that name the company in one of the columns."""
    wanted = Q()
    for name in columns:
        wanted |= Q(**{name: company})
    return wanted


def at(row: Any, path: str) -> Any:
    """What stands at the end of a dotted path from a row."""
    for name in path.split("."):
        row = getattr(row, name)
    return row
