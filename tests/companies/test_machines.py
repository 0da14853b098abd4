"""The page for machines: schema.org's own words, one address a language, files for search engines."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec_schemaorg.models as vocabulary
import pytest
from django.test import Client

from companies.actions.sections import save_section
from companies.page_rights import page_rights
from tests.companies.test_page import complete
from tests.factories.companies import CompanyFactory


def described(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', page)
    assert found
    return json.loads(found.group(1))


def unknown_words(node: Any) -> Iterator[str]:
    """Types and properties the vocabulary does not know, wherever they stand."""
    if isinstance(node, list):
        for each in node:
            yield from unknown_words(each)
    elif isinstance(node, dict):
        known = getattr(vocabulary, node["@type"], None)
        if known is None:
            yield node["@type"]
            return
        yield from (
            f"{node['@type']}.{name}" for name in node if name[0] != "@" and name not in known.__struct_fields__
        )
        for value in node.values():
            yield from unknown_words(value)


@pytest.fixture
def whole(acme, owner_of):
    complete(acme, owner_of(acme))
    practice = {"service_areas": ["eu", "CH"], "technologies": ["php"]}
    save_section(acting=owner_of(acme), kind="practical", content=practice, base_version=0)
    return acme


def test_the_vocabulary_knows_every_word_of_the_page(whole):
    organization = described(Client().get("/en/companies/acme/").content.decode())

    assert list(unknown_words(organization)) == []
    assert organization["numberOfEmployees"] == {"@type": "QuantitativeValue", "value": 42}
    assert [address["addressLocality"] for address in organization["address"]] == ["Paris", "Paris"]
    assert [area["@type"] for area in organization["areaServed"]] == ["Place", "Country"]
    assert list(unknown_words({"@type": "Organization", "employeeCount": 3})) == ["Organization.employeeCount"]


def test_a_closed_page_says_to_machines_what_it_says_to_people(borg, owner_of, monkeypatch):
    complete(borg, owner_of(borg))
    monkeypatch.setattr(page_rights, "_entries", {"test": lambda company: not company.is_provider})

    page = Client().get("/en/companies/borg/").content.decode()

    assert described(page).keys() == {"@context", "@type", "@id", "name", "legalName", "mainEntityOfPage", "address"}
    assert described(page)["address"] == [{"@type": "PostalAddress", "addressCountry": "FR"}]
    assert "og:description" not in page
    assert "og:image" not in page


def test_both_languages_name_each_other_and_one_company(whole, settings):
    pages = {code: Client().get(f"/{code}/companies/acme/?from=mail").content.decode() for code in ("fr", "en")}

    for code, page in pages.items():
        assert f'<link rel="canonical" href="{settings.BASE_URL}/{code}/companies/acme/">' in page
        for other in ("fr", "en"):
            assert f'hreflang="{other}" href="{settings.BASE_URL}/{other}/companies/acme/"' in page
        assert f'hreflang="x-default" href="{settings.BASE_URL}/fr/companies/acme/"' in page
    assert described(pages["fr"])["@id"] == described(pages["en"])["@id"]


def test_search_engines_are_led_to_claimed_and_visible_pages_only(acme, django_assert_num_queries):
    CompanyFactory(name="Gxo", slug="gxo", claimed_at=None)
    CompanyFactory(name="Hid", slug="hid", hidden_at="2026-01-01T00:00:00Z")
    browser = Client()

    index = browser.get("/sitemap.xml").content.decode()
    with django_assert_num_queries(2):
        english = browser.get("/sitemap-companies-en.xml").content.decode()

    assert "/sitemap.xml" in browser.get("/robots.txt").content.decode()
    assert "/sitemap-companies-fr.xml" in index
    assert "/en/companies/acme/</loc>" in english
    assert "/gxo/" not in english
    assert "/hid/" not in english
    assert browser.get("/sitemap-nothing.xml").status_code == 404
