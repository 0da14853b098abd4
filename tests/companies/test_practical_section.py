"""Where a company works and with what: ticked in a form, shown on the page."""

import pytest

from companies.sections import section_of
from companies.service_areas import UNION_COUNTRIES, countries_served

ADDRESS = "/en/page/edit/practical/"


def test_areas_and_technologies_are_published(acme, owner_of, client_of):
    client = client_of(owner_of(acme))

    client.post(
        ADDRESS, {"service_areas": ["FR", "BE", "GB"], "technologies": ["sylius", "shopify"], "base_version": 0}
    )

    assert section_of(acme, "practical").content == {
        "service_areas": ["BE", "FR", "GB"],
        "technologies": ["shopify", "sylius"],
    }
    page = client.get("/en/companies/acme/").content.decode()
    assert "Belgium, France, United Kingdom" in page
    assert "Shopify, Sylius" in page


@pytest.mark.parametrize(
    ("ticked", "kept"),
    [(["FR", "eu", "GB"], ["eu", "GB"]), (["FR", "world", "eu"], ["world"]), ([], [])],
)
def test_a_country_inside_a_wider_area_is_not_said_twice(acme, owner_of, client_of, ticked, kept):
    client_of(owner_of(acme)).post(ADDRESS, {"service_areas": ticked, "technologies": ["php"], "base_version": 0})

    assert section_of(acme, "practical").content["service_areas"] == kept


def test_what_is_not_on_the_list_is_refused(acme, owner_of, client_of):
    answer = client_of(owner_of(acme)).post(ADDRESS, {"technologies": ["telepathy"], "base_version": 0})

    assert answer.status_code in {200, 422}
    assert section_of(acme, "practical").version == 0


def test_wide_areas_cover_their_countries():
    assert countries_served(("eu", "GB")) == {*UNION_COUNTRIES, "GB"}
    assert {"FR", "US", "GB"} <= countries_served(("world",))
    assert countries_served(()) == frozenset()
