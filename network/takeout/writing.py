"""Everything the network holds of a person or of a company, as a zip: JSON and CSV of each table, and the uploaded files.

What is exported follows from the classes of the columns (`network.common.classification`). Of a person: the rows that are his,
whole; of the rows of companies that name him, when and as what he is named, never the company's words. Of a company: the rows
that are its own to read. Secrets are left out of both.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import FileField, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from network.accounts.models import User
from network.common.classification import ALL, Table, columns_of, keys_to_people, load
from network.common.erasing import Subject, person_of
from network.common.spreadsheets import csv_lines

Row = dict[str, Any]
Part = tuple[Table, QuerySet[Any], list[str]]


def write(path: Path, reader: User, company_id: int | None) -> None:
    """Write the zip for its reader, in the active language; about himself, or about a company."""
    parts = parts_of_person(person_of(reader)) if company_id is None else parts_of_company(company_id)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        described, everything = [], {}
        for table, rows, columns in parts:
            written = [_as_row(row, columns) for row in rows.iterator(chunk_size=500)]
            if not written:
                continue
            _name_people(table, written, is_shown=company_id is not None)
            title = str(table.model._meta.verbose_name_plural)  # noqa: SLF001 - public by the documentation
            name = table.label.lower()
            everything[name] = written
            described.append(f"{name}: {title}, {len(written)}")
            archive.writestr(f"tables/{name}.csv", _as_csv(columns, written))
            _add_files(archive, table, rows, columns)
        archive.writestr("everything.json", json.dumps(everything, cls=DjangoJSONEncoder, indent=2, ensure_ascii=False))
        archive.writestr("read-me.txt", _read_me(described))


def parts_of_person(person: Subject) -> Iterator[Part]:
    """What is his, whole; what only names him, without the words of the company."""
    for table in load():
        if table.technical == ALL:
            continue
        own = _any(table.of_person, person.number)
        for name in table.of_address:
            own |= _any([f"{name}__iexact"], *person.addresses)
        if table.of_person or table.of_address:
            yield table, _rows(table, own), _columns(table)
        if table.authors:
            named = Q() if not (table.of_person or table.of_address) else ~own
            about = [*table.authors, *(name for name in table.technical if name not in table.withheld)]
            yield table, _rows(table, _any(table.authors, person.number) & named), about


def parts_of_company(company_id: int) -> Iterator[Part]:
    """The rows that are the company's to read."""
    for table in load():
        if table.read_by and table.technical != ALL:
            yield table, _rows(table, _any(table.read_by, company_id)), _columns(table)


def _any(paths: Iterable[str], *values: object) -> Q:
    wanted = Q(pk__in=())
    for path in paths:
        for value in values:
            wanted |= Q(**{path: value})
    return wanted


def _rows(table: Table, wanted: Q) -> QuerySet[Any]:
    return table.model._base_manager.filter(wanted).order_by("pk").distinct()  # noqa: SLF001 - Django's own name


def _columns(table: Table) -> list[str]:
    return [each.name for each in columns_of(table.model) if each.name not in table.withheld]


def _as_row(row: Any, columns: Iterable[str]) -> Row:
    """The values as the database has them; files by their name in the archive."""
    fields = ((name, row._meta.get_field(name)) for name in columns)  # noqa: SLF001 - public by the documentation
    return {name: _value(row, field) for name, field in fields}


def _value(row: Any, field: Any) -> Any:
    value = getattr(row, field.attname)
    if isinstance(field, FileField):
        return _place_of(row, value.name) if value else ""
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


def _name_people(table: Table, rows: list[Row], *, is_shown: bool) -> None:
    """In a company's file, people are named as its journal names them."""
    keys = keys_to_people(table.model) if is_shown else []
    numbers = {row[key] for row in rows for key in keys if row.get(key)}
    names = {user.pk: user.display_name for user in User.objects.filter(pk__in=numbers)}
    for row in rows:
        row.update({key: names.get(row[key], "") for key in keys if key in row})


def _place_of(row: Any, name: str) -> str:
    return f"files/{row._meta.label_lower}/{row.pk}-{Path(name).name}"  # noqa: SLF001 - public by the documentation


def _add_files(archive: ZipFile, table: Table, rows: QuerySet[Any], columns: list[str]) -> None:
    for field in columns_of(table.model):
        if not isinstance(field, FileField) or field.name not in columns:
            continue
        for row in rows.exclude(**{field.name: ""}):
            file = getattr(row, field.name)
            if file and file.storage.exists(file.name):
                with file.open("rb") as content:
                    archive.writestr(_place_of(row, file.name), content.read())


def _as_csv(columns: list[str], rows: list[Row]) -> str:
    lines = ([_as_cell(row[name]) for name in columns] for row in rows)
    return "".join(csv_lines([columns, *lines]))


def _as_cell(value: Any) -> str:
    return (
        json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else "" if value is None else str(value)
    )


def _read_me(described: list[str]) -> str:
    made = timezone.localtime().isoformat(timespec="minutes")
    first = _("Everything Comptoir held on %(time)s: everything.json, the same as tables, and the uploaded files.") % {
        "time": made
    }
    return "\n".join([first, "", *described, ""])
