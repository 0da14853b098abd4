"""The demonstration network, clicked through: full enough to try everything, no dead link, one language a page."""

import pytest
from django.test import Client

from companies.choices import Category
from companies.models import Company, Section
from companies.pictures.models import Picture
from connections.messaging.models import Conversation
from connections.models import Connection, Follow
from network.home.demo.logos import draw_logo
from network.home.demo.pictures import draw_picture
from premium.models import Subscription
from tests.architecture.catalogues import french
from tests.journeys.crawling import crawl

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.any_database]


ANSWERS = {200, 402, 403}
"""A page, a refusal that names the pack and its price, a refusal that names the roles: each says what to do next."""


def normal(texts) -> set[str]:
    return {" ".join(text.split()) for text in texts if text and "%(" not in text and "{" not in text}


@pytest.fixture(scope="module")
def of_the_other_language() -> dict[str, set[str]]:
    """Texts that have no business on a page: English ones under /fr/, French ones under /en/."""
    pairs = {english: translated for english, translated in french().items() if english != translated}
    english, translated = normal(pairs), normal(pairs.values())
    same = normal(english for english, translated in french().items() if english == translated)
    return {"fr": english - translated - same, "en": translated - english - same}


def test_it_has_every_category_and_enough_to_fill_three_pages(demonstration, db):
    by_category = {category: Company.objects.filter(category=category).count() for category in Category.values}

    page = Client().get("/en/search/", {"scope": "providers", "page": 3})

    assert min(by_category.values()) >= 1
    assert sum(by_category.values()) >= 60
    assert Subscription.objects.current().count() >= 20
    assert page.status_code == 200
    assert b'aria-current="page"' in page.content


def test_its_companies_follow_work_with_and_write_to_each_other(demonstration, db):
    assert Follow.objects.count() >= 60
    assert Connection.objects.count() >= 20
    assert Conversation.objects.count() >= 10
    assert {company.logo.name for company in Company.objects.filter(claimed_at__isnull=False)} != {""}


def test_its_pages_show_pictures_always_the_same_for_one_seed(demonstration, db):
    claimed = Company.objects.filter(claimed_at__isnull=False)
    shown = Section.objects.filter(kind="pictures", company__in=claimed)

    assert shown.count() == claimed.count()
    assert all(row["alt"] for section in shown for row in section.content["pictures"])
    assert Picture.objects.exclude(widths=[320, 640]).count() == 0
    once, again, other = (draw_picture("Sillage", "table", seed).file.read() for seed in (1, 1, 2))
    assert once == again != other


def test_one_account_of_each_role_can_be_tried(demonstration, db):
    described = " ".join(account.description_en for account in demonstration.values())

    for words in (
        "Owner of a merchant",
        "without a pack",
        "Admin",
        "Editor",
        "Sales",
        "Billing",
        "Analyst",
        "Operator",
    ):
        assert words in described


def test_a_logo_is_the_same_for_one_name_and_seed():
    assert draw_logo("Sillage", 1, 7).read() == draw_logo("Sillage", 1, 7).read()
    assert draw_logo("Sillage", 1, 7).read() != draw_logo("Sillage", 2, 7).read()


def test_no_two_companies_of_the_demonstration_share_a_logo():
    assert len({draw_logo("Sillage", 1, number).read() for number in range(100)}) == 100


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_role_reads_one_language_and_meets_no_dead_end(clients, of_the_other_language, language):
    dead, foreign, count = [], [], 0

    for role, client in clients.items():
        for page in crawl(client, f"/{language}/", f"/{language}/"):
            count += 1
            if page.status not in ANSWERS:
                dead.append((role, page.path, page.status, f"linked from {page.linked_from}"))
            foreign += [(role, page.path, text) for text in page.texts & of_the_other_language[language]]

    assert dead == []
    assert foreign == []
    assert count > 100
