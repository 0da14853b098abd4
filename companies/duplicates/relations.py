"""Every column that names a company, in every table of every app, and which of them have no rule."""

from collections.abc import Iterator

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from companies.merge_rules import merge_rules
from companies.models import Company


def relations() -> Iterator[tuple[str, str]]:
    """(model, field) of every foreign key to a company, one-to-one or many-to-many, of every loose number of one, and of what names any row."""
    for model in apps.get_models(include_auto_created=True):
        meta = model._meta  # noqa: SLF001 - public by the documentation
        for field in (*meta.local_fields, *meta.private_fields):
            if _names_a_company(field):
                yield meta.label, field.name


def unhandled() -> list[str]:
    """Columns without a rule, as "app.Model.field"; while there is one, nothing is merged."""
    missing = []
    for model, field in relations():
        rule = merge_rules.get(model)
        if rule is None or field not in rule.fields:
            missing.append(f"{model}.{field}")
    return missing


def _names_a_company(field: object) -> bool:
    if isinstance(field, GenericForeignKey):
        return True
    if isinstance(field, models.ForeignKey):
        return field.related_model is Company
    return isinstance(field, models.IntegerField) and "company" in field.name
