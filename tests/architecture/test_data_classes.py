"""Every column of every table is classified, and what becomes of it when a person or a company is erased is decided."""

import pytest
from django.db import models

from network.common import classification
from network.common.classification import ALL, Table, columns_of, load, unclassified

pytestmark = pytest.mark.any_database


def test_every_column_is_classified_and_its_erasure_decided():
    assert unclassified() == [], "\n" + "\n".join(unclassified())


def test_a_column_that_is_forgotten_or_unknown_is_named(monkeypatch):
    forgotten = Table("companies.Place", company=("company", "street"), technical=("id",), of_company=("company",))
    monkeypatch.setattr(load(), "_entries", {"companies.Place": forgotten})

    told = "\n".join(unclassified())

    assert "companies.Place.city is not classified: add it to person" in told
    assert "companies.Place.street is classified and does not exist" in told
    assert "companies.Company is not classified: write classify(" in told


def test_something_about_a_person_needs_a_fate(monkeypatch):
    names = tuple(column.name for column in columns_of(load()["companies.Place"].model) if column.name != "address")
    undecided = Table("companies.Place", person=("address",), technical=names, of_company=("company",))
    monkeypatch.setattr(load(), "_entries", {"companies.Place": undecided})

    assert [words for words in unclassified() if "companies.Place.address is about a person" in words]


def test_no_row_of_a_person_is_forgotten_that_the_database_would_not_let_go():
    """A key to a person that must not be empty is his row, or his account could not be erased."""
    stuck = [
        f"{table.label}.{name}"
        for table in load()
        if table.technical != ALL
        for name in table.authors
        if not table.model._meta.get_field(name).null
    ]

    assert stuck == []


def test_paths_to_people_and_companies_lead_there():
    for table in load():
        for path in (*table.of_person, *table.of_company, *table.shared):
            table.model._base_manager.filter(**{path: 1}).query.sql_with_params()
            assert isinstance(classification.columns_of(table.model)[0], models.Field)
