"""Around a place, near the reader, in another order; facets with right counts."""

import pytest
from bs4 import BeautifulSoup

from companies.actions.sections import save_section
from companies.models import Section
from search_index import actions
from search_index.sponsored import SLOT, Sponsored
from tests.factories.companies import CompanyFactory, PlaceFactory


@pytest.fixture
def company(db):
    """An indexed company in a city."""

    def make(name: str, city: str = "Paris", country: str = "FR", **facts):
        practice = {key: facts.pop(key) for key in ("service_areas", "technologies") if key in facts}
        made = CompanyFactory(name=name, category="merchant", country=country, **facts)
        PlaceFactory(company=made, city=city, country=country)
        if practice:
            save_section(acting=None, company=made, system="test", kind="practical", content=practice, base_version=0)
        actions.index_companies([made.pk])
        return made

    return make


def page_of(client, asked: str, language: str = "en") -> BeautifulSoup:
    answer = client.get(f"/{language}/search/?scope=companies&{asked}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def names(page: BeautifulSoup) -> list[str]:
    return [link.get_text() for link in page.select(".result__name a")]


def counts(page: BeautifulSoup, facet: str) -> dict[str, int]:
    boxes = page.select(f".facets input[type=checkbox][name={facet}]")
    return {box["value"]: int(box.find_parent("label").select_one(".facet__count").get_text()) for box in boxes}


def test_a_radius_finds_what_lies_within_and_tells_the_distance(client, company):
    company("Near", "Versailles")
    company("Far", "Lyon")

    page = page_of(client, "where=Paris&radius=25")

    assert names(page) == ["Near"]
    assert "about 17 km" in page.get_text()
    assert "within 25 km of Paris" in page.get_text()
    assert page.select_one("select[name=radius] option[selected]")["value"] == "25"


@pytest.mark.parametrize("asked", ["where=Paris,+25+km", "where=paris+25km", "q=near+near+Paris"])
def test_a_radius_may_be_typed(client, company, asked):
    company("Near", "Versailles")
    company("Far", "Lyon")

    assert names(page_of(client, asked)) == ["Near"]


@pytest.mark.parametrize("place", ["London", "Londres", "londres", "LONDON"])
def test_a_place_is_known_by_its_other_names(client, company, place):
    company("There", "London", "GB")
    company("Elsewhere", "Leeds", "GB")

    assert names(page_of(client, f"where={place}")) == ["There"]
    assert names(page_of(client, f"where={place}&radius=10")) == ["There"]


def test_nearest_first_from_the_readers_position(client, company):
    company("Lyonnaise", "Lyon")
    company("Parisienne", "Paris")
    company("Nowhere", "Zzyzzx")

    page = page_of(client, "near=48.86,2.35&sort=distance")

    assert names(page) == ["Parisienne", "Lyonnaise", "Nowhere"]
    assert "near your position" in page.get_text()
    assert page.select_one("form.facets input[name=near]")["value"] == "48.86,2.35"


@pytest.mark.parametrize(
    "asked", ["near=x", "near=99,500", "near=48.86", "radius=25", "sort=distance", "radius=-5&where=Paris"]
)
def test_a_place_that_means_nothing_is_left_alone(client, company, asked):
    company("Borg")

    assert names(page_of(client, asked)) == ["Borg"]


def test_a_radius_around_an_unknown_place_is_named_as_left_out(client, company):
    company("Borg")

    assert "25 km around “Zzyzzx”" in page_of(client, "where=Zzyzzx&radius=25").get_text()


def test_a_namesake_is_offered(client, company):
    company("Borg", "Valence")

    page = page_of(client, "where=Valence&radius=25")

    assert "We understood Valence, France." in page.get_text()
    assert (
        page.find("a", string="Valencia, Spain")["href"]
        == "/en/search/?where=Valencia%2C+Spain&radius=25&scope=companies"
    )


def test_by_name_and_by_newest(client, company):
    for name in ("Bravo", "Alpha", "Charlie"):
        company(name)

    assert names(page_of(client, "sort=name")) == ["Alpha", "Bravo", "Charlie"]
    assert len(names(page_of(client, "sort=newest"))) == 3
    assert page_of(client, "sort=name").select_one("#sort option[selected]").get_text() == "Name"


def test_counts_hold_under_multiple_choices(client, company):
    company("One", languages=["fr", "en"], employees=5, technologies=["odoo"], service_areas=["eu"])
    company("Two", languages=["fr"], employees=40, technologies=["odoo", "sap"], service_areas=["FR"])
    company("Three", "Madrid", "ES", languages=["en"], employees=2000, evidence_level=4)

    page = page_of(client, "language=fr&technology=sap&technology=odoo")

    assert sorted(names(page)) == ["One", "Two"]
    assert counts(page, "technology") == {"odoo": 2, "sap": 1}
    assert counts(page, "language") == {"fr": 2, "en": 1}
    assert counts(page, "size") == {"1-9": 1, "10-49": 1, "50-249": 0, "250-999": 0, "1000-more": 0}
    assert counts(page, "area")["FR"] == 2
    assert counts(page, "area")["BE"] == 1
    assert counts(page, "evidence")["1"] == 2
    narrowed = page_of(client, "language=fr&technology=sap&technology=odoo&size=10-49&area=FR")
    assert names(narrowed) == ["Two"]
    assert counts(narrowed, "size")["1-9"] == 1
    assert len(narrowed.select(".chosen-filters .tag")) == 5


def test_results_share_an_address_that_brings_them_back(client, company):
    company("Borg", technologies=["odoo"])

    page = page_of(client, "q=borg&where=Paris&radius=50&sort=name&technology=odoo&exact=1")

    kept = page.select_one("a[href*='/search/kept/add/']")["href"]
    assert kept == "/en/search/kept/add/?q=borg&where=Paris&radius=50&scope=companies&sort=name&exact=1&technology=odoo"


def test_no_result_is_a_dead_end(client, company):
    company("Borg", "Versailles")

    page = page_of(client, "q=borg&where=Lyon&radius=5&technology=odoo")

    links = {link.get_text(): link["href"] for link in page.select("#found a")}
    assert "No company answers this search" in page.get_text()
    assert any("/search/kept/add/" in address for address in links.values())
    assert links["Without the filter Technology and the place “Lyon”"] == "/en/search/?q=borg&scope=companies"
    borg = page_of(client, "q=borg&where=Lyon&radius=5")
    assert "Without the place “Lyon”" in borg.get_text()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Companies stand at the centre"), ("fr", "Les entreprises sont placées")]
)
def test_the_map_is_ours_and_shows_every_place_once(client, company, language, words):
    company("One", "Paris")
    company("Two", "Paris")
    company("Three", "Versailles")
    company("Four", "Zzyzzx")

    page = page_of(client, "where=Paris&radius=25", language)

    svg = page.select_one("figure.map svg")
    assert len(svg.select(".map__pin")) == 2
    assert svg.select_one(".map__ring") is not None
    assert words in page.get_text()
    assert not page.select("img[src^='http'], script[src^='http'], iframe")


def test_sponsored_places_are_two_at_most_apart_and_name_their_payer(client, company, monkeypatch):
    from network.common import page_slots

    borg = company("Borg")
    ads = [
        Sponsored(borg, f"Ad {number}", "/en/", "Words", payer)
        for number, payer in enumerate(["A SA", "", "B SA", "C SA"])
    ]
    filling = page_slots.Filling(1, "", lambda request, query: {"items": ads, "why_url": "/en/"})
    monkeypatch.setitem(page_slots._slots, SLOT, [filling])

    page = page_of(client, "")

    block = page.select_one(".sponsored")
    assert [item.get_text() for item in block.select("h3")] == ["Ad 0", "Ad 2"]
    assert "Paid by A SA" in block.get_text()
    assert "outside the ranking" in block.get_text()
    assert not page.select(".results .sponsored")
    assert names(page) == ["Borg"]


def test_the_practical_section_of_a_closed_page_is_not_searched(client, borg, owner_of):
    save_section(
        acting=owner_of(borg),
        kind="practical",
        content={"service_areas": ["FR"], "technologies": ["odoo"]},
        base_version=0,
    )
    actions.index_companies([borg.pk])

    assert Section.objects.filter(company=borg, kind="practical").exists()
    assert names(page_of(client, "technology=odoo")) == []
