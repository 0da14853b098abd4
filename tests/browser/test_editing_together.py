"""Two colleagues in one section, one of them off-line for a while: both see each other, and both texts are on the page."""

import json
import os
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.networks import empty_network

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240)]

STAFF = """
import json
import os
from companies.models import Company, Member
from network.accounts.models import User
from allauth.account.models import EmailAddress
STAFF = (
    ("acme", "Alice Martin", "Ana Ferreira"),
    ("borg", "Bob Dupont", "Bea Lindt"),
    ("cyan", "Carla Ruiz", "Cem Polat"),
)
for slug, owner, editor in STAFF:
    company = Company.objects.create(
        name=slug.title(), slug=slug, category="merchant", country="FR", claimed_at="2026-01-01T00:00Z"
    )
    for name, role in ((owner, "owner"), (editor, "editor")):
        email = name.split()[0].lower() + "@shop.example"
        user = User.objects.create_user(email, "correct horse battery", name=name, language="en")
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        Member.objects.create(company=company, user=user, role=role)
"""
EDIT = "/en/page/edit/presentation/"


@pytest.fixture(scope="module")
def staffed(django_db_setup, tmp_path_factory):
    with empty_network(tmp_path_factory.mktemp("staffed") / "var") as network:
        network.manage("shell", "--no-imports", "-c", STAFF)
        network.start("--no-worker")
        yield network


@pytest.fixture
def enter(staffed, new_window):
    def open_section(name: str) -> Page:
        page = new_window()
        page.goto(f"{staffed.address}/en/account/login/")
        page.locator("[name=login]").fill(f"{name}@shop.example")
        page.locator("[name=password]").fill("correct horse battery")
        page.get_by_role("main").locator("form button.button--primary").first.click()
        page.wait_for_url("**/desk/")
        page.goto(staffed.address + EDIT)
        return page

    return open_section


def test_two_windows_one_of_them_off_line_end_with_both_texts(enter, staffed):
    alice, ana = enter("alice"), enter("ana")

    alice.locator("[name=text]").type("We sell bicycles.")
    here = ana.locator("p[data-people=presentation]")
    expect(here).to_contain_text("Alice Martin is writing here", timeout=10_000)
    expect(alice.locator("[data-draft-status]")).to_contain_text("Draft saved at", timeout=15_000)

    ana.context.set_offline(True)
    ana.locator("[name=text]").type("We repair them too.")
    expect(ana.locator("[data-draft-status]")).to_contain_text("kept on this device", timeout=15_000)
    alice.get_by_role("button", name="Publish").click()
    expect(alice.get_by_text("version 1 is on line")).to_be_visible()

    # The laptop is closed and opened again: the page is gone, the network is back.
    kept = ana.evaluate("JSON.stringify({...localStorage})")
    assert "We repair them too." in json.dumps(json.loads(kept))
    ana.context.set_offline(False)
    ana.goto(staffed.address + EDIT)
    expect(ana.get_by_text("Version 1 was published meanwhile")).to_be_visible(timeout=30_000)
    if shots := os.environ.get("SHOTS"):
        ana.screenshot(path=f"{shots}/draft.png", full_page=True)
    expect(ana.locator("[name=text]")).to_have_value("We repair them too.")
    ana.get_by_role("button", name="Publish").click()
    ana.get_by_role("button", name="Keep both").click()
    expect(ana.get_by_text("version 2 is on line")).to_be_visible()

    alice.goto(f"{staffed.address}/en/companies/acme/")
    for text in ("We sell bicycles.", "We repair them too."):
        expect(alice.get_by_text(text)).to_be_visible()


def test_what_a_colleague_publishes_and_that_he_left_is_seen_without_reloading(enter, staffed):
    bob, bea = enter("bob"), enter("bea")
    bob.locator("[name=text]").type("His is not this.")
    bea.locator("[name=text]").type("We sell bicycles.")

    bea.get_by_role("button", name="Publish").click()
    expect(bob.locator(".notice[data-published]", has_text="Bea Lindt has published version 1")).to_be_visible(
        timeout=10_000
    )
    if shots := os.environ.get("SHOTS"):
        bob.screenshot(path=f"{shots}/published.png", full_page=True)
        bob.set_viewport_size({"width": 390, "height": 844})
        bob.screenshot(path=f"{shots}/published-390.png", full_page=True)
    bea.goto("about:blank")
    expect(bob.locator("p[data-people=presentation]")).to_be_hidden(timeout=10_000)

    # A crash: the window is closed without a word; another device shows the draft.
    time.sleep(1.5)
    bob.context.close()
    again = enter("bob")
    expect(again.locator("[name=text]")).to_have_value("His is not this.")
    expect(again.get_by_text("not published yet", exact=False).first).to_be_visible()


def test_who_publishes_while_the_kept_draft_is_on_its_way_is_not_called_back(enter, staffed):
    carla = enter("carla")
    carla.evaluate(
        """() => {
          const { company, section, me } = document.querySelector("[data-editing]").dataset;
          const fields = [["text", "Kept on this device."], ["base_version", "0"]];
          localStorage.setItem(`comptoir-draft:${company}:${section}:${me}`, JSON.stringify({ fields, isSubmitted: false }));
        }"""
    )
    held = []
    carla.route("**/*", lambda route: held.append(route) if route.request.method == "POST" else route.continue_())
    with carla.expect_request(lambda request: "Kept on this device." in (request.post_data or "")):
        carla.reload()

    carla.locator("[name=text]").fill("Published at once.")
    with carla.expect_request(lambda request: request.url.endswith(EDIT) and request.method == "POST"):
        carla.get_by_role("button", name="Publish").click(no_wait_after=True)
    publishing = [route for route in held if route.request.url.endswith(EDIT)]
    with carla.expect_response(lambda answer: "Kept on this device." in (answer.request.post_data or "")):
        for route in held:
            if route not in publishing:
                route.continue_()
    carla.wait_for_timeout(500)
    for route in publishing:
        route.continue_()

    expect(carla.get_by_text("version 1 is on line")).to_be_visible()
