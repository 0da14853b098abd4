"""Up to four companies side by side."""

import pytest

from companies.actions.sections import save_section
from tests.factories.companies import CompanyFactory
from tests.factories.premium import SubscriptionFactory


@pytest.fixture
def full_borg(borg, owner_of):
    SubscriptionFactory(company=borg)
    bob = owner_of(borg)
    save_section(acting=bob, kind="identity", content={"offer": "We ship wine", "employees": 12}, base_version=0)
    save_section(
        acting=bob, kind="practical", content={"service_areas": ["FR"], "technologies": ["odoo"]}, base_version=0
    )
    return borg


@pytest.mark.parametrize(("language", "words"), [("en", "Countries served"), ("fr", "Pays desservis")])
def test_what_public_pages_tell_stands_side_by_side(client, full_borg, acme, language, words):
    page = client.get(f"/{language}/search/compare/?company=borg&company=acme").content.decode()

    assert page.index("Borg") < page.index("Acme")
    assert words in page
    assert "Odoo" in page
    assert "We ship wine" in page
    assert "comparison__differs" in page


def test_a_provider_without_a_pack_shows_its_identity_only(client, borg, owner_of):
    save_section(acting=owner_of(borg), kind="identity", content={"offer": "We ship wine"}, base_version=0)

    page = client.get("/en/search/compare/?company=borg").content.decode()

    assert "Borg" in page
    assert "We ship wine" not in page


def test_ticked_boxes_lead_to_an_address_that_can_be_shared(client, acme, borg):
    answer = client.get(f"/en/search/compare/?compare={borg.pk}&compare={acme.pk}&compare=x")

    assert answer.url == "/en/search/compare/?company=borg&company=acme"


def test_nobody_chosen_says_how_to_choose(client, db):
    page = client.get("/en/search/compare/?company=gone").content.decode()

    assert "Nobody to compare" in page


def test_ticks_are_kept_over_pages_of_results_four_at_most(client, db):
    companies = CompanyFactory.create_batch(6)
    ids = [company.pk for company in companies]

    client.post("/en/search/compare/choose/", {"shown": ids[:3], "compare": ids[:2]})
    tray = client.post("/en/search/compare/choose/", {"shown": ids[3:], "compare": ids[3:]}).content.decode()

    assert client.session["compared"] == [ids[0], ids[1], ids[3], ids[4]]
    assert "4 at most: untick one first." in tray


def test_an_unticked_box_leaves_and_the_tray_can_be_emptied(client, acme, borg):
    ids = [acme.pk, borg.pk]
    client.post("/en/search/compare/choose/", {"shown": ids, "compare": ids})

    client.post("/en/search/compare/choose/", {"shown": ids, "compare": [borg.pk]})
    assert client.session["compared"] == [borg.pk]

    client.post("/en/search/compare/empty/")
    assert "compared" not in client.session
