"""Erasing a company: its rows go as every app classified them, its own row stays as a number that books and letters refer to."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from companies.choices import Category
from companies.models import Company
from companies.signals import company_changed
from network.common.classification import ALL, MONEY, Table, columns_of, load
from network.common.erasing import (
    NEUTRAL_NAME,
    Erased,
    Subject,
    again,
    fingerprint_of,
    finish,
    remove_rows,
    replace_mentions,
)
from network.common.models import ErasedKind
from network.common.signals import announce
from network.takeout.actions import forget
from network.takeout.models import Takeout


@transaction.atomic
def erase_company(company: Company) -> Erased:
    """Erase a page, and the pages that were merged into it; safe to repeat. Files go after the commit."""
    for merged in Company.objects.filter(merged_into=company):
        erase_company(merged)
    forget(Takeout.objects.of_company(company.pk))
    erased = Erased(subject_of(company), kept=reasons(company))
    replace_mentions(erased)
    remove_rows(erased, lambda table: _rows_of(table, company.pk))
    _empty_keys(company.pk)
    _blank(company)
    announce(company_changed, company_ids=[company.pk])
    finish(erased)
    return erased


def erase_company_again(number: int, fingerprint: str) -> bool:
    """Erase a company that a backup brought back; False when it is not there, or the number is another one's."""
    company = Company.objects.filter(pk=number).first()
    if company is None or subject_of(company).fingerprint != fingerprint:
        return False
    erase_company(company)
    return True


again.register(ErasedKind.COMPANY, erase_company_again)


def subject_of(company: Company) -> Subject:
    """A company as it is erased; the fingerprint is of the moment its page was made."""
    names = tuple(dict.fromkeys(name for name in (company.name, company.trade_name) if name))
    return Subject(ErasedKind.COMPANY, company.pk, fingerprint_of(company.pk, company.created_at), names)


def reasons(company: Company) -> list[Any]:
    """For which reasons something of the company stays: those of the tables in which it has rows."""
    found = {}
    for table in load():
        keeping = table.kept_of_company
        if keeping is None or keeping.key in found:
            continue
        if any(_all(table).filter(**{path: company.pk}).exists() for path in table.read_by):
            found[keeping.key] = keeping
    return sorted(found.values(), key=lambda keeping: keeping is not MONEY)


def _all(table: Table) -> QuerySet[Any]:
    return table.model._base_manager.all()  # noqa: SLF001 - Django's own name


def _rows_of(table: Table, company_id: int) -> QuerySet[Any] | None:
    theirs = Q(pk__in=())
    for path in table.of_company:
        theirs |= Q(**{path: company_id})
    return _all(table).filter(theirs) if table.of_company else None


def _empty_keys(company_id: int) -> None:
    """Other rows that name the company and need not: whom it lent, for example."""
    for table in load():
        if table.technical == ALL or table.kept_of_company is not None:
            continue
        for column in columns_of(table.model):
            if isinstance(column, models.ForeignKey) and column.related_model is Company and column.null:
                _all(table).filter(**{column.name: company_id}).update(**{column.name: None})


def _blank(company: Company) -> None:
    """What remains of the page: a number, hidden, without a name."""
    logo = company.logo.name
    for name in load()["companies.Company"].company:
        field: Any = Company._meta.get_field(name)  # noqa: SLF001 - public by the documentation
        setattr(company, name, None if field.null else field.get_default())
    company.name, company.slug = NEUTRAL_NAME, f"closed-{company.pk}"
    company.category = Category.UNDETERMINED
    company.claimed_at, company.hidden_at = None, timezone.now()
    company.save()
    if logo:
        transaction.on_commit(partial(company.logo.storage.delete, logo))
