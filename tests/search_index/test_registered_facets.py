"""Facets of other apps: the rating and the budget, once somebody registers them."""

import pytest
from bs4 import BeautifulSoup

from network.common.search_facets import SearchFacet, search_facets
from search_index import actions
from tests.factories.companies import CompanyFactory

LABELS = {"4-more": "4 and more", "3-more": "3 and more"}


@pytest.fixture
def rating(monkeypatch, db):
    """As the reviews will do it in `ready()`."""
    rated = CompanyFactory(name="Rated")
    facet = SearchFacet("Rating", tuple(LABELS), lambda ids: {rated.pk: ("4-more", "3-more")}, LABELS.__getitem__)
    monkeypatch.setitem(search_facets._entries, "rating", facet)
    plain = CompanyFactory(name="Plain")
    actions.index_companies([rated.pk, plain.pk])
    return facet


def test_a_registered_facet_is_counted_chosen_and_named(client, rating):
    page = BeautifulSoup(client.get("/en/search/?scope=companies&rating=4-more").content, "html.parser")

    assert [link.get_text() for link in page.select(".result__name a")] == ["Rated"]
    assert page.select_one(".chosen-filters").get_text().count("4 and more") == 1
    assert [box["value"] for box in page.select(".facets input[name=rating]")] == ["4-more", "3-more"]
    assert (
        "Without the filter Rating" in client.get("/en/search/?scope=companies&rating=4-more&q=plain").content.decode()
    )


def test_a_facet_nobody_registered_is_not_there(client, db):
    actions.index_companies([CompanyFactory().pk])

    page = client.get("/en/search/?scope=companies&rating=4-more").content.decode()

    assert 'name="rating"' not in page
    assert "1 company" in page
