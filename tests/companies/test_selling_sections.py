"""Certificates and offers: typed in a form, shown with what they are worth today, told to machines, kept in versions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.actions.sections import save_section
from companies.sections import section_of, sections_of
from tests.companies.test_machines import described, unknown_words

CERTIFICATES, OFFERS = "/en/page/edit/certificates/", "/en/page/edit/offers/"


def posted(key: str, *rows: dict[str, str], base: int = 0) -> dict[str, str | int]:
    data: dict[str, str | int] = {f"{key}-TOTAL_FORMS": len(rows), f"{key}-INITIAL_FORMS": 0, "base_version": base}
    return data | {f"{key}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def certificate(days: int, name: str = "ISO 9001") -> dict[str, str]:
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    return {"name": name, "issuer": "AFNOR", "number": "Q-7", "valid_until": day, "link": "https://afnor.example/q7"}


def test_a_certificate_holds_through_its_last_day_and_an_expired_one_is_not_shown_as_valid(acme, owner_of, client_of):
    client = client_of(owner_of(acme))

    client.post(CERTIFICATES, posted("certificates", certificate(-1, "ISO 14001"), certificate(0)))

    page = client.get("/en/companies/acme/").content.decode()
    section = page[page.index('id="certificates"') :].partition("</section>")[0]
    assert section_of(acme, "certificates").content["certificates"][1] == certificate(0)
    assert (
        section.index("ISO 9001") < section.index("Valid until") < section.index("ISO 14001") < section.index("Expired")
    )
    assert section.count("Valid until") == section.count("Expired on") == 1
    organization = described(page)
    assert list(unknown_words(organization)) == []
    assert [told["name"] for told in organization["hasCertification"]] == ["ISO 9001"]
    assert certificate(0)["valid_until"] in client.get(CERTIFICATES).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"valid_until": "31/31/2030"}, {"link": "javascript:alert(1)"}, {"link": "ftp://a.example/"}, {"issuer": ""}],
)
def test_a_certificate_that_cannot_be_is_refused(acme, owner_of, client_of, wrong):
    client_of(owner_of(acme)).post(CERTIFICATES, posted("certificates", certificate(9) | wrong))

    assert section_of(acme, "certificates").version == 0


def test_a_provider_says_its_prices_or_that_it_makes_a_quotation(borg, owner_of, client_of):
    client = client_of(owner_of(borg))
    rows = (
        {"title": "Audit", "text": "Ten priorities.", "price": "820.50", "unit": "day", "delay": "Two weeks"},
        {"title": "Project", "text": "", "price": "", "unit": "", "delay": ""},
    )

    client.post(OFFERS, posted("offers", *rows))

    offers = section_of(borg, "offers").content["offers"]
    page = client.get("/en/companies/borg/").content.decode()
    assert [(offer["price_cents"], offer["unit"]) for offer in offers] == [(82050, "day"), (None, "")]
    assert "From €820.50 per day" in page
    assert "On quotation" in page
    assert "À partir de 820,50" in client.get("/fr/companies/borg/").content.decode()
    organization = described(page)
    assert list(unknown_words(organization)) == []
    assert organization["makesOffer"][0]["priceSpecification"]["minPrice"] == "820.50"
    assert "priceSpecification" not in organization["makesOffer"][1]
    assert 'value="820.50"' in client.get(OFFERS).content.decode()


@pytest.mark.parametrize("price", ["-1", "1.005", "NaN", "1e9", "cheap"])
def test_a_price_that_is_none_is_refused(borg, owner_of, client_of, price):
    client_of(owner_of(borg)).post(OFFERS, posted("offers", {"title": "Audit", "price": price, "unit": "day"}))

    assert section_of(borg, "offers").version == 0


def test_who_buys_has_no_offers_to_write(acme, owner_of, client_of):
    assert client_of(owner_of(acme)).get(OFFERS).status_code == 404
    assert "offers" not in sections_of(acme)


def test_an_earlier_price_is_read_in_the_history_and_put_back(borg, owner_of, client_of):
    bob, client = owner_of(borg), client_of(owner_of(borg))
    offer = {"title": "Audit", "text": "", "price_cents": 82_000, "unit": "day", "delay": ""}
    save_section(acting=bob, kind="offers", content={"offers": [offer]}, base_version=0)
    save_section(acting=bob, kind="offers", content={"offers": [offer | {"price_cents": 90_000}]}, base_version=1)
    first = section_of(borg, "offers").revisions.get(version=1)

    assert "From €820 per day" in client.get(f"/en/page/history/{first.pk}/").content.decode()
    client.post(f"/en/page/history/{first.pk}/restore/", {"base-offers": 2})

    assert section_of(borg, "offers").content == {"offers": [offer]}
