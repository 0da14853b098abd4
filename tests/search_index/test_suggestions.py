"""What is proposed while somebody types."""

import pytest
from django.utils.html import strip_tags

from search_index import actions
from tests.factories.companies import CompanyFactory, PlaceFactory

ADDRESS = "/en/search/suggest/"


def options(client, asked: str, language: str = "en") -> str:
    answer = client.get(f"/{language}/search/suggest/?{asked}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def warehouse(db):
    company = CompanyFactory(name="Warehouse Madrid", category="brand")
    PlaceFactory(company=company, city="Madrid", country="ES")
    actions.index_companies([company.pk])
    return company


def test_companies_specialties_and_places_stand_in_groups_that_lead_somewhere(client, warehouse):
    found = options(client, "q=wareh&scope=companies")

    assert f'data-url="/en/companies/{warehouse.slug}/"' in found
    assert 'data-url="/en/search/?scope=companies&amp;specialty=warehousing"' in found
    assert "<mark>Warehouse</mark> Madrid" in found
    assert found.count('role="group"') >= 2
    assert "Companies" in found


def test_every_option_can_be_announced(client, warehouse):
    found = options(client, "q=madrid&scope=companies")

    assert (
        found.count('role="option"')
        == found.count("aria-selected=")
        == found.count(" id=") - found.count('role="group"')
    )


def test_a_specialty_is_found_by_a_synonym_in_either_language(client, db):
    assert "Entreposage et stockage" in strip_tags(options(client, "q=entrep%C3%B4t", "fr"))
    assert "specialty=warehousing" in options(client, "q=entrep%C3%B4t", "en")


def test_the_place_field_gets_places_to_fill_in(client, warehouse):
    found = options(client, "q=londre&only=places")

    assert 'data-fill="Londres"' in found
    assert "London, United Kingdom" in found
    assert "data-url" not in found


def test_a_city_somebody_is_in_stands_before_a_larger_one(client, db):
    company = CompanyFactory()
    PlaceFactory(company=company, city="Rennes", country="FR")
    actions.index_companies([company.pk])

    found = options(client, "q=re&only=places")

    assert found.index('data-fill="Rennes"') < found.index("data-fill", found.index("data-fill") + 1)


@pytest.mark.parametrize(("language", "title"), [("fr", "Mentions légales"), ("en", "Legal notice")])
def test_articles_of_the_readers_language_are_proposed(client, db, language, title):
    found = options(client, f"q={title[:6]}", language)

    assert title[-6:] in found


@pytest.mark.parametrize(
    "asked", ["", "q=", "q=a", "q=%22%27%3C", "q=" + "a" * 500, "q=zzzzqqq&scope=x", "only=places"]
)
def test_nothing_to_propose_is_an_empty_list(client, db, asked):
    assert "<mark>zzzz" not in options(client, asked)
    assert "option" not in options(client, asked)
