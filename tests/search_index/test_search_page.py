"""The search page, in both languages."""

from datetime import timedelta

import pytest
from django.core.checks import run_checks
from django.utils import timezone

from companies.choices import Category
from companies.models import Company
from listings.models import CompanySpecialty, Specialty
from search_index import actions, formula
from tests.factories.companies import CompanyFactory, PlaceFactory
from tests.factories.premium import SubscriptionFactory


@pytest.fixture
def provider(db):
    """An indexed provider with a pack."""

    def make(name: str, specialty: str = "warehousing", city: str = "Madrid", **facts) -> Company:
        company = CompanyFactory(name=name, category="provider", **facts)
        SubscriptionFactory(company=company)
        PlaceFactory(company=company, city=city, country=facts.get("country", "FR"))
        CompanySpecialty.objects.create(
            company=company, specialty=Specialty.objects.get(slug=specialty), origin="declared"
        )
        actions.index_companies([company.pk])
        return company

    return make


def page_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_speaks_english(client, provider):
    provider("Gxo Logistics Spain SL.", country="ES", offer="Warehouses near Madrid")

    page = page_of(client, "/en/search/?q=logistics&where=madrid")

    assert "1 provider" in page
    assert "for “logistics”" in page
    assert "in Madrid" in page
    assert "Gxo <mark>Logistics</mark> Spain SL." in page
    assert "Warehousing and storage" in page
    assert "Spain" in page
    assert "Why this position?" in page
    assert "Paid pack" in page


def test_the_page_speaks_french(client, provider):
    provider("Gxo Logistics Spain SL.", country="ES")

    page = page_of(client, "/fr/search/?q=entrep%C3%B4t")

    assert "1 prestataire" in page
    assert "pour «\N{NO-BREAK SPACE}entrepôt\N{NO-BREAK SPACE}»" in page
    assert "<mark>Entreposage" in page
    assert "Espagne" in page
    assert "Pourquoi cette position" in page
    assert "Pack payé" in page


def test_each_scope_tells_what_the_other_finds(client, provider):
    provider("Borg Transport")
    merchant = CompanyFactory(name="Acme Transport", category="merchant")
    actions.index_companies([merchant.pk])

    providers = page_of(client, "/en/search/?q=transport")
    companies = page_of(client, "/en/search/?q=transport&scope=companies")

    assert "Acme" not in providers
    assert "/en/search/?q=transport&amp;scope=companies" in providers
    assert "2 companies" in providers
    assert "Acme" in companies
    assert "Borg" in companies


def test_a_chosen_filter_is_shown_counted_and_can_be_removed(client, provider):
    provider("One", city="Madrid", country="ES")
    provider("Two", city="Lyon")

    page = page_of(client, "/en/search/?city=madrid&specialty=logistics&country=ES&country=FR")

    assert "One" in page
    assert "Two" not in page
    assert 'href="/en/search/?specialty=logistics&amp;country=ES&amp;country=FR"' in page
    assert 'value="madrid" checked' in page
    assert 'value="lyon"' in page
    assert "Clear all" in page


@pytest.mark.parametrize("category", Category.values)
def test_a_company_of_every_category_is_counted_and_found(client, db, category):
    company = CompanyFactory(name="Acme", category=category)
    actions.index_companies([company.pk])

    everywhere = page_of(client, "/en/search/?scope=companies")
    filtered = page_of(client, f"/en/search/?scope=companies&category={category}")

    assert f'value="{category}"' in everywhere
    assert f"/companies/{company.slug}/" in filtered


def test_a_specialty_below_a_chosen_one_narrows_it(client, provider):
    provider("Wide", specialty="logistics")
    provider("Narrow", specialty="warehousing")

    page = page_of(client, "/en/search/?specialty=logistics&specialty=warehousing")

    assert "Narrow" in page
    assert "Wide" not in page


@pytest.mark.parametrize(
    "address",
    [
        "/en/search/?page=abc", "/en/search/?page=-1", "/en/search/?page=99999999999999", "/en/search/?page=0",
        "/en/search/?scope=nowhere", "/en/search/?specialty=gone&category=x&country=XX&city=%07",
        "/en/search/?q=%07&where=%7F", "/en/search/?q=" + "a%20" * 500, "/en/search/?q=%22%27*%28",
        "/fr/search/?country=fr&country=&specialty=", "/en/search/?page=2&page=x",
    ],
)  # fmt: skip
def test_no_address_breaks_the_page(client, provider, address):
    provider("Borg")

    assert client.get(address).status_code == 200


def test_an_unknown_filter_is_left_out_and_named(client, provider):
    provider("Borg")

    page = page_of(client, "/en/search/?specialty=gone-specialty")

    assert "Unknown filters were left out: gone-specialty." in page
    assert "Borg" in page


def test_when_nothing_is_found_the_page_says_what_to_drop(client, provider):
    provider("Borg", city="Lyon")

    page = page_of(client, "/en/search/?q=borg&city=madrid")

    assert "No provider answers this search" in page
    assert "Without the filter City" in page
    assert 'href="/en/search/?q=borg"' in page
    assert "Without the words “borg”" not in page


def test_words_nobody_holds_together_are_searched_apart_and_it_is_said(client, provider):
    provider("Borg")

    page = page_of(client, "/en/search/?q=borg+zanzibar")

    assert "No company holds all these words." in page
    assert "Zanzibar: not found" in page or "zanzibar: not found" in page


def test_an_imported_page_says_that_nobody_claimed_it(client, db):
    company = CompanyFactory(name="Gxo", claimed_at=None, origin="imported", activity_label="Warehousing")
    CompanySpecialty.objects.create(
        company=company, specialty=Specialty.objects.get(slug="warehousing"), origin="inferred"
    )
    actions.index_companies([company.pk])

    page = page_of(client, "/en/search/?scope=companies&q=gxo")

    assert "Unclaimed page" in page
    assert "inferred" in page


def test_markup_in_names_is_shown_as_text(client, provider):
    provider("<script>alert(1)</script> Borg", offer="<b>bold</b>")

    page = page_of(client, "/en/search/?q=script+borg")

    assert "<script>alert" not in page
    assert "&lt;<mark>script</mark>&gt;" in page


def test_results_are_in_pages_of_twenty(client, provider):
    companies = CompanyFactory.create_batch(45)
    actions.index_companies([company.pk for company in companies])

    first = page_of(client, "/en/search/?scope=companies")
    last = page_of(client, "/en/search/?scope=companies&page=3")

    assert first.count('class="result"') == 20
    assert "page=2" in first
    assert last.count('class="result"') == 5
    assert "41 to 45 of 45" in last


def test_the_page_spends_the_same_queries_with_thirty_and_three_hundred_companies(
    client, db, django_assert_num_queries
):
    address = "/en/search/?scope=companies&q=company&country=FR&category=merchant"
    known = 0
    for size in (30, 300):
        companies = CompanyFactory.create_batch(size - known)
        known = size
        for company in companies:
            PlaceFactory(company=company)
        actions.index_companies([company.pk for company in companies])
        page_of(client, address)  # the frame keeps its links for a while
        with django_assert_num_queries(7):  # one of them reads the synonyms, so that an edited one counts at once
            assert page_of(client, address).count('class="result"') == 20


@pytest.mark.parametrize(("language", "words"), [("en", "How we rank"), ("fr", "Comment nous classons")])
def test_the_formula_is_public(client, db, language, words):
    page = page_of(client, f"/{language}/search/ranking/")

    assert words in page
    assert all(f"{points // 10}" in page for points in formula.STEP_POINTS.values())


def test_freshness_is_said_in_days(client, provider):
    company = provider("Borg", claimed_at=timezone.now() - timedelta(days=30))
    company.sections.create(
        kind="presentation", content={}, saved_at=timezone.now(), confirmed_at=timezone.now() - timedelta(days=12)
    )
    actions.index_companies([company.pk])

    assert "Confirmed 12 days ago" in page_of(client, "/en/search/")


def test_a_search_url_that_names_no_engine_is_an_error(settings):
    settings.SEARCH_URL = "solr://127.0.0.1"
    assert "search_index.E001" in [message.id for message in run_checks()]

    settings.SEARCH_URL = "elasticsearch://127.0.0.1:9200"
    assert "search_index.E001" not in [message.id for message in run_checks()]
