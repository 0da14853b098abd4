"""The two journeys of the search, in real Chromium, on a wide screen and on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.running_network import RunningNetwork

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240), pytest.mark.any_database]

WIDTHS = {"wide": 1440, "phone": 390}
PARIS = {"latitude": 48.8566, "longitude": 2.3522}


@pytest.fixture(params=WIDTHS)
def window(request, new_window) -> Page:
    return new_window(width=WIDTHS[request.param], geolocation=PARIS, permissions=["geolocation"])


def names(page: Page) -> list[str]:
    return page.locator(".result__name a").all_inner_texts()


def fits(page: Page) -> None:
    page.wait_for_load_state()
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def open_filters(page: Page) -> None:
    button = page.locator("details.fold > summary")
    if button.is_visible():
        button.click()


def sign_in(page: Page, network: RunningNetwork, email: str) -> None:
    page.goto(f"{network.address}/en/account/login/")
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(network.things["password"])
    page.get_by_role("main").locator("form button.button--primary").first.click()
    page.wait_for_url(re.compile("/desk/"))


def test_a_shoe_shop_looks_for_somebody_to_run_its_campaigns(furnished, window):
    page = window
    sign_in(page, furnished, furnished.things["shoe_shop"])

    # It types, and takes what is proposed, by keyboard alone.
    page.goto(f"{furnished.address}/en/search/")
    field = page.get_by_role("combobox", name="Provider or trade")
    field.press_sequentially("advert", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    assert (
        page.locator(f"#{field.get_attribute('aria-activedescendant')}").inner_text() == "Advertising and acquisition"
    )
    field.press("Enter")
    page.wait_for_url(re.compile("specialty=advertising"))
    found = names(page)
    assert "Petites Annonces & Fils" in found
    fits(page)

    # It narrows, and undoes it.
    open_filters(page)
    page.locator("label", has_text="Meta Ads").first.click()
    page.wait_for_url(re.compile("technology=meta-ads"))
    expect(page.locator(".result__name")).to_have_count(1)
    page.get_by_role("link", name="Meta Ads remove").click()
    expect(page.locator(".result__name")).to_have_count(len(found))

    # It compares three, and asks these three.
    for number in range(3):
        page.locator("input[name=compare]").nth(number).check()
        expect(page.locator("#compare-tray .logo")).to_have_count(number + 1)
    page.locator("#compare-tray").get_by_role("link", name="Compare").click()
    expect(page.get_by_role("table").get_by_role("columnheader")).to_have_count(3)
    fits(page)
    page.get_by_role("link", name="Ask these 3").click()
    fits(page)
    page.get_by_label("Buy").check()
    page.locator("[name=purpose]").fill("Run our autumn campaigns for leather shoes.")
    page.locator("[name=benefit]").fill("1,500 € a month and a named reference.")
    page.get_by_role("button", name="Send the requests").click()
    page.wait_for_url(re.compile("/network/"))
    expect(page.get_by_text("Petites Annonces & Fils").filter(visible=True).first).to_be_visible()
    fits(page)


def test_who_sells_warehouse_space_near_madrid(furnished, window):
    page = window

    # As one says it.
    page.goto(f"{furnished.address}/en/search/")
    page.get_by_role("combobox", name="Provider or trade").fill("warehouse space near Madrid")
    page.get_by_role("button", name="Search", exact=True).last.click()
    page.wait_for_url(re.compile("q=warehouse"))
    assert names(page)[0] == "Almacén Central"
    expect(page.locator("h1")).to_contain_text("within 50 km of Madrid")
    expect(page.locator("figure.map .map__pin")).to_have_count(1)
    fits(page)

    # Why is it there?
    page.locator(".result").first.get_by_text("Why this position?").click()
    expect(page.locator(".why .table").first).to_contain_text("Paid pack")
    fits(page)

    # The place by another name, completed by keyboard.
    page.goto(f"{furnished.address}/en/search/?q=warehouse&scope=companies")
    field = page.get_by_role("combobox", name="Where")
    field.press_sequentially("madr", delay=20)
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Madrid"
    field.press("Enter")
    page.wait_for_url(re.compile("where=Madrid"))
    assert "Almacén Central" in names(page)

    # Nearest to me, asked by a click only.
    open_filters(page)
    page.get_by_role("button", name="Nearest to me").click()
    page.wait_for_url(re.compile(r"near=48\.86%2C2\.35"))
    expect(page.locator("h1")).to_contain_text("near your position")
    fits(page)

    # Nobody there: the page says what to drop, and offers to keep the search.
    page.goto(f"{furnished.address}/en/search/?q=warehouse&where=Oslo&radius=10")
    expect(page.get_by_text("No provider answers this search")).to_be_visible()
    expect(page.get_by_role("link", name="Without the place “Oslo”")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Keep this search").last.click()
    page.wait_for_url(re.compile("/account/login/"))
    fits(page)
