"""The network as one process tree: it stops whole, and what was decided while the worker was dead is done after a restart."""

import re
import time

import pytest
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400)]

SEED = """
from allauth.account.models import EmailAddress
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.premium import SubscriptionFactory
company = CompanyFactory(name="Sillage", slug="sillage", category="provider", country="FR")
owner = MemberFactory(company=company, role="owner", user__email="nadia@sillage.example", user__language="en").user
owner.set_password("correct horse battery")
owner.save()
EmailAddress.objects.get_or_create(user=owner, email=owner.email, defaults={"verified": True, "primary": True})
SubscriptionFactory(company=company)
"""


def test_a_specialty_is_found_within_five_seconds_and_after_the_worker_was_killed(network, new_window):
    network.manage("shell", "--no-imports", "-c", SEED)
    network.start()
    page = new_window()
    enter(page, network.address)

    publish_specialty(page, network.address, "packaging")
    wait_until_found(page, network.address, "packaging", seconds=60)  # pages answer before the worker has started
    publish_specialty(page, network.address, "bonded-warehousing")
    wait_until_found(page, network.address, "bonded warehousing", seconds=5)

    network.kill_worker()
    wait_until_stopped(network)
    network.start("--no-worker")
    publish_specialty(page, network.address, "gift-cards")
    assert not is_found(page, network.address, "gift cards")

    network.stop()
    assert network.processes() == []
    network.start()
    wait_until_found(page, network.address, "gift cards", seconds=60)


def enter(page: Page, address: str) -> None:
    page.goto(f"{address}/en/account/login/")
    page.locator("[name=login]").fill("nadia@sillage.example")
    page.locator("[name=password]").fill("correct horse battery")
    page.get_by_role("main").locator("form button.button--primary").first.click()
    page.wait_for_url("**/desk/")


def publish_specialty(page: Page, address: str, slug: str) -> None:
    page.goto(f"{address}/en/page/edit/specialties/")
    page.locator("main select").first.select_option(slug)
    with page.expect_navigation():
        page.get_by_role("button", name="Publish").click()


def is_found(page: Page, address: str, words: str) -> bool:
    page.goto(f"{address}/en/search/?scope=providers&q={words.replace(' ', '+')}")
    return page.get_by_role("main").get_by_role("link", name=re.compile("^Sillage")).count() > 0


def wait_until_found(page: Page, address: str, words: str, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not is_found(page, address, words):
        assert time.monotonic() < deadline, f"{words} not found within {seconds} s"


def wait_until_stopped(network) -> None:
    """One dead part ends the whole: a network without its worker would look alive and do nothing."""
    assert network.process.wait(20) != 0
    assert network.processes() == []
