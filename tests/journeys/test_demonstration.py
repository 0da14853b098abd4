"""The demonstration network, full enough to try everything."""

import pytest
from django.test import Client

from companies.choices import Category
from companies.models import Company
from connections.messaging.models import Conversation
from connections.models import Connection, Follow
from network.home.demo.logos import draw_logo
from premium.models import Subscription

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


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


def test_one_account_of_each_role_can_be_tried(demonstration):
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
    assert draw_logo("Sillage", 1).read() == draw_logo("Sillage", 1).read()
    assert draw_logo("Sillage", 1).read() != draw_logo("Sillage", 2).read()
