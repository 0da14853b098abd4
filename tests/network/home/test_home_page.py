"""The visitor's home: two doors, living facts, both languages."""

import pytest
from django.core.cache import cache
from django.utils import timezone

from network.feed.models import Activity
from network.home.editorial import ensure_pages
from network.home.models import HomePage
from tests.factories.companies import CompanyFactory


@pytest.fixture(autouse=True)
def fresh_figures(db):
    cache.clear()
    ensure_pages()
    yield
    cache.clear()


def add_facts(count: int) -> None:
    now = timezone.now()
    Activity.objects.bulk_create(
        [
            Activity(
                key=f"connected:{number}", kind="connected", company=CompanyFactory(), other=CompanyFactory(), at=now
            )
            for number in range(count)
        ]
    )


@pytest.mark.parametrize(
    ("language", "claim", "door"),
    [
        ("fr", "Les entreprises se parlent au comptoir.", "Vous achetez"),
        ("en", "Companies meet at the counter.", "You buy"),
    ],
)
def test_a_visitor_reads_it_in_his_language(client, language, claim, door):
    page = client.get(f"/{language}/").content.decode()

    assert claim in page
    assert door in page


def test_the_root_leads_to_the_readers_language(client):
    assert client.get("/", headers={"accept-language": "en-GB"}).url == "/en/"
    assert client.get("/", headers={"accept-language": "fr-FR"}).url == "/fr/"


def test_it_shows_facts_that_two_companies_confirmed(client, acme, borg):
    Activity.objects.create(key="connected:1", kind="connected", company=acme, other=borg, at=timezone.now())

    page = client.get("/en/").content.decode()

    assert "Lately at the counter" in page
    assert "works with" in page


def test_an_editor_changes_the_claim_and_visitors_read_it(client):
    home = HomePage.objects.get(locale__language_code="en")
    home.claim = "Shops and providers, at one counter."
    home.save_revision().publish()

    assert "Shops and providers, at one counter." in client.get("/en/").content.decode()


def test_the_legal_notice_is_linked_and_served(client):
    page = client.get("/fr/").content.decode()

    assert "/fr/mentions-legales/" in page
    assert client.get("/fr/mentions-legales/").status_code == 200


def test_it_costs_the_same_with_ten_times_the_companies(client, django_assert_max_num_queries):
    add_facts(2)
    client.get("/en/")
    cache.delete("home-figures")
    with django_assert_max_num_queries(12) as few:
        client.get("/en/")

    add_facts_more(20)
    cache.delete("home-figures")
    with django_assert_max_num_queries(12) as many:
        client.get("/en/")

    assert len(many) == len(few)


def add_facts_more(count: int) -> None:
    Activity.objects.all().delete()
    add_facts(count)


def test_one_busy_company_does_not_fill_the_counter(client, acme, borg, cyan):
    now = timezone.now()
    for number, other in enumerate((borg, cyan, CompanyFactory())):
        Activity.objects.create(key=f"connected:{number}", kind="connected", company=acme, other=other, at=now)

    page = client.get("/en/").content.decode()

    assert page.count('class="deals__act"') == 1
