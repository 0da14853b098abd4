"""The public JSON of the search."""

import pytest
from django.core.cache import cache

from listings.models import CompanySpecialty, Specialty
from search_index import actions
from search_index.api import REQUESTS_A_MINUTE
from tests.factories.companies import CompanyFactory, PlaceFactory
from tests.factories.premium import SubscriptionFactory
from tests.factories.settings import put_in_force

ADDRESS = "/api/v1/companies"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def provider(db):
    def make(name: str, city: str = "Madrid", country: str = "ES", **facts):
        company = CompanyFactory(name=name, category="provider", country=country, **facts)
        SubscriptionFactory(company=company)
        PlaceFactory(company=company, city=city, country=country)
        specialty = Specialty.objects.get(slug="warehousing")
        CompanySpecialty.objects.create(company=company, specialty=specialty, origin="declared")
        actions.index_companies([company.pk])
        return company

    return make


def test_a_company_has_exactly_these_facts(client, provider, settings):
    borg = provider("Borg", evidence_level=4)

    address = f"{ADDRESS}?q=borg&specialty=warehousing&country=es&city=Madrid"

    answer = client.get(address, headers={"accept-language": "en"}).json()

    assert answer == {
        "items": [
            {
                "name": "Borg",
                "url": f"{settings.BASE_URL}/en/companies/{borg.slug}/",
                "category": "provider",
                "country": "ES",
                "city": "Madrid",
                "specialties": ["warehousing"],
                "evidence": 4,
                "distance_km": 0.0,
            }
        ],
        "total": 1,
        "next": None,
    }


def test_without_a_city_there_is_no_distance(client, provider):
    provider("Borg")

    assert client.get(ADDRESS).json()["items"][0]["distance_km"] is None


@pytest.mark.parametrize("city", ["London", "Londres", "LONDON"])
def test_a_city_is_found_by_its_names(client, provider, city):
    provider("Borg", city="London", country="GB")
    provider("Cyan")

    assert [one["name"] for one in client.get(f"{ADDRESS}?city={city}").json()["items"]] == ["Borg"]


def test_scopes_are_those_of_the_page(client, provider):
    provider("Borg")
    acme = CompanyFactory(name="Acme")
    actions.index_companies([acme.pk])

    assert client.get(ADDRESS).json()["total"] == 1
    assert client.get(f"{ADDRESS}?scope=companies").json()["total"] == 2


def test_pages_follow_each_other_in_the_order_of_the_page(client, db):
    companies = CompanyFactory.create_batch(45)
    actions.index_companies([company.pk for company in companies])

    names, address = [], f"{ADDRESS}?scope=companies"
    while address:
        answer = client.get(address).json()
        names += [one["name"] for one in answer["items"]]
        address = answer["next"]
    page = client.get("/en/search/?scope=companies&page=2").content.decode()

    assert len(names) == len(set(names)) == answer["total"] == 45
    assert [page.index(f">{name}</a>") for name in names[20:40]] == sorted(
        page.index(f">{name}</a>") for name in names[20:40]
    )


def test_a_page_beyond_the_last_is_empty(client, provider):
    provider("Borg")

    assert client.get(f"{ADDRESS}?page=9").json() == {"items": [], "total": 1, "next": None}


@pytest.mark.parametrize("asked", ["specialty=gone", "country=XX", "scope=all", "page=0", "page=x", "q=" + "a" * 300])
def test_what_means_nothing_is_refused_and_named(client, db, asked):
    answer = client.get(f"{ADDRESS}?{asked}")

    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_answers_are_kept_for_a_minute_and_other_sites_may_read_them(client, provider, django_assert_num_queries):
    provider("Borg")
    first = client.get(ADDRESS)

    with django_assert_num_queries(1):  # how many requests a minute are allowed just now
        second = client.get(ADDRESS)

    assert first.json() == second.json()
    assert first["Cache-Control"] == "public, max-age=60"
    assert first["Access-Control-Allow-Origin"] == "*"


def test_there_is_a_limit_a_minute_which_the_page_tells(client, db):
    put_in_force(REQUESTS_A_MINUTE, 2)

    assert [client.get(ADDRESS).status_code for _ in range(3)] == [200, 200, 429]
    assert "2 requests a minute from one address" in client.get("/en/search/api/").content.decode()
    put_in_force(REQUESTS_A_MINUTE, 3)
    assert [client.get(ADDRESS).status_code for _ in range(2)] == [200, 429]


@pytest.mark.parametrize(("language", "words"), [("en", "The search for programs"), ("fr", "La recherche pour les")])
def test_the_interface_is_described_for_people_and_programs(client, db, language, words):
    page = client.get(f"/{language}/search/api/").content.decode()
    described = client.get("/api/v1/openapi.json").json()

    assert words in page
    assert "/api/v1/openapi.json" in page
    assert list(described["paths"]) == ["/api/v1/companies"]
    assert f'href="/{language}/search/api/"' in client.get(f"/{language}/search/").content.decode()
