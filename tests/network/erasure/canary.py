"""Putting a word of its own into every column that speaks of somebody, and looking for it everywhere the network keeps anything."""

import itertools
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from network.common.classification import Table, columns_of, load

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
numbers = itertools.count(1)
LEAST = {
    models.DateTimeField: timezone.now,
    models.DateField: timezone.localdate,
    (models.IntegerField, models.FloatField, models.DecimalField): lambda: next(numbers),
    models.BooleanField: bool,
    models.JSONField: dict,
    models.GenericIPAddressField: lambda: "127.0.0.1",
}
"""What a column gets about which nothing is said, the narrower kind first."""


def found_in_database(canary: str) -> set[tuple[str, str]]:
    """(table, column) of every text column of the whole database in which the canary stands, known to Django or not."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for column in connection.introspection.get_table_description(cursor, table):
                name, quoted = column.name, connection.ops.quote_name
                cursor.execute(
                    f"SELECT 1 FROM {quoted(table)} WHERE LOWER(CAST({quoted(name)} AS TEXT)) LIKE %s LIMIT 1",
                    [f"%{canary}%"],
                )
                if cursor.fetchone():
                    found.add((table, name))
    return found


def found_in_files(canary: str, *folders: Path | str) -> set[str]:
    """Files below the folders in whose name or content the canary stands."""
    files = [file for folder in folders for file in Path(folder).rglob("*") if file.is_file()]
    return {
        str(file) for file in files if canary in f"{file}".casefold() or canary.encode() in file.read_bytes().lower()
    }


def found_in_cache(canary: str) -> set[str]:
    """Keys of the cache, of this process or of Redis, in which or under which the canary stands."""
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        held = {key: bytes(value) for key, value in cache._cache.items()}
    else:
        client = cache._cache.get_client()
        held = {key.decode(): client.get(key) or b"" for key in client.scan_iter() if client.type(key) == b"string"}
    return {key for key, value in held.items() if canary in key.casefold() or canary.encode() in value.lower()}


def texts_of(table: Table, names: tuple[str, ...], canary: str) -> list[Any]:
    """Those of the columns that have room for the canary; a choice, a language or a key has not."""
    return [
        column
        for column in columns_of(table.model)
        if column.name in names
        and isinstance(column, TEXTS)
        and not column.choices
        and not column.primary_key
        and (column.max_length or 999) > len(canary)
    ]


class Planter:
    """Gives one person or one company a row in every table that may hold one, with the canary in every text of it."""

    def __init__(self, subject: Any, words: str, address: str = "") -> None:
        self.subject, self.words, self.address = subject, words, address

    @property
    def is_company(self) -> bool:
        return self.subject._meta.label != settings.AUTH_USER_MODEL

    def paths(self, table: Table) -> tuple[str, ...]:
        return (*table.of_company, *table.shared) if self.is_company else table.of_person

    def rows(self, table: Table) -> models.QuerySet[Any]:
        """The rows that are the subject's."""
        theirs = Q(pk__in=())
        for path in self.paths(table):
            theirs |= Q(**{path: self.subject.pk})
        return table.model._base_manager.filter(theirs)

    def plant(self, table: Table, names: tuple[str, ...], canary: str) -> set[tuple[str, str]]:
        """Write the words into the columns of one row; returns (table, column) of each."""
        columns = texts_of(table, names, canary)
        if not columns:
            return set()
        anybodys = None if self.paths(table) else table.model._base_manager.first()
        row = self.rows(table).first() or anybodys or self.made(table.model)
        values = {column.name: self._value(column, row, canary) for column in columns}
        values |= {name: self.address for name in table.of_address if self.address}
        table.model._base_manager.filter(pk=row.pk).update(**values)
        return {(table.model._meta.db_table, column.column) for column in columns}

    def _value(self, column: Any, row: Any, canary: str) -> Any:
        if isinstance(column, models.FileField):
            name = f"{canary}-{row._meta.label_lower}.txt"
            return column.storage.save(name, ContentFile(self.words.encode()))
        if isinstance(column, models.JSONField):
            return {"said": [self.words]}
        return self.words[: column.max_length]

    def made(self, model: type[models.Model]) -> Any:
        """A row with the least that its table asks for; whoever it can name is the subject."""
        values = {column.name: self._least(column) for column in columns_of(model) if self._is_asked_for(column)}
        named = [name for name, value in values.items() if value == self.subject]
        for name in named[1:] if self.is_company else ():  # a pair is of two
            values[name] = type(self.subject)._base_manager.filter(pk__gt=self.subject.pk).first()
        row = model(**values)
        row.save_base(raw=True, force_insert=True)
        return row

    def _is_asked_for(self, column: Any) -> bool:
        names_subject = column.is_relation and column.related_model is type(self.subject)
        return not column.primary_key and (names_subject or not (column.null or column.has_default()))

    def _least(self, column: Any) -> Any:
        if column.is_relation:
            return self._named(column.related_model, is_single=column.unique)
        if column.choices:
            return column.choices[0][0]
        return next((value() for kind, value in LEAST.items() if isinstance(column, kind)), f"{next(numbers)}")

    def _named(self, model: type[models.Model], *, is_single: bool) -> Any:
        if model is type(self.subject):
            return self.subject
        table = load().get(model._meta.label)
        theirs = self.rows(table).first() if table else None
        if theirs is not None or is_single:
            return theirs or self.made(model)
        if model is ContentType:
            return ContentType.objects.get_for_model(type(self.subject))
        return model._base_manager.first() or self.made(model)
