"""Every main page in real Chromium: nothing foreign, nothing broken, nothing too heavy, usable by everybody."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import guards
from tests.browser.running_network import RunningNetwork

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(240), pytest.mark.any_database]

WINDOW = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
FIRST_LOAD_BYTES = 150_000
TOUCHED_WITH_A_FINGER = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
PUBLIC_PAGES = {
    "home in French": "/fr/",
    "home": "/en/",
    "search of providers": "/en/search/?q=logistique",
    "search of companies": "/en/search/?scope=companies",
    "search around a place": "/en/search/?scope=companies&where=Paris&radius=50",
    "nobody found": "/en/search/?q=logistics&where=Oslo&radius=10",
    "comparison": "/en/search/compare/?company={company}&company={stranger}",
    "public JSON": "/en/search/api/",
    "company page": "/en/companies/{company}/",
    "page of a long name": "/en/companies/{stranger}/",
    "unclaimed page": "/en/companies/{unclaimed}/",
    "evidence card": "/en/companies/{company}/evidence/",
    "request about a page": "/en/companies/{unclaimed}/notice/",
    "specialties": "/en/specialties/",
    "packs": "/en/packs/",
    "help": "/en/help/?q=page",
    "sign in": "/en/account/login/",
    "sign up": "/en/account/signup/",
    "password": "/en/account/password/reset/",
    "not found": "/en/no-such-page/",
}
MEMBER_PAGES = {
    "desk": "/en/desk/",
    "desk in French": "/fr/desk/",
    "messages": "/en/messages/",
    "conversation": "/en/messages/{conversation}/",
    "network": "/en/network/",
    "requests": "/en/network/?tab=requests",
    "introduction": "/en/network/introductions/{introduction}/",
    "ask for an introduction": "/en/network/introductions/ask/{stranger}/",
    "our page": "/en/page/",
    "page merged into ours": "/en/page/merged/{merge}/",
    "shortlist": "/en/search/shortlist/",
    "kept searches": "/en/search/kept/",
    "keep a search": "/en/search/kept/add/?q=logistics",
    "ask several": "/en/search/ask/?company={stranger}",
    "edit how we work": "/en/page/edit/practical/",
    "edit the presentation": "/en/page/edit/presentation/",
    "history of the page": "/en/page/history/",
    "planned and previews": "/en/page/planned/",
    "versions of a section": "/en/page/edit/presentation/versions/",
    "edit the identity": "/en/page/edit/identity/",
    "edit the specialties": "/en/page/edit/specialties/",
    "edit the places": "/en/page/edit/places/",
    "edit the references": "/en/page/edit/references/",
    "edit the offers": "/en/page/edit/offers/",
    "on other sites": "/en/page/badge/",
    "logo": "/en/page/logo/",
    "category": "/en/page/category/",
    "recover a company": "/en/companies/{stranger}/recover/",
    "who asks for our company": "/en/page/recovery/",
    "prove who we are": "/en/page/proofs/",
    "prove a mailbox": "/en/page/proofs/mailbox/",
    "prove the domain": "/en/page/proofs/site/dns/",
    "have a mandate signed": "/en/page/proofs/paper/mandate/",
    "mandate to print": "/en/page/proofs/paper/mandate/sheet/?signatory=Ana&signatory_function=Manager",
    "another category": "/en/page/category/?category=brand",
    "staff": "/en/page/staff/",
    "a role of our own": "/en/page/staff/roles/add/",
    "invite a list": "/en/page/staff/invite/list/",
    "who may ask to join": "/en/page/staff/requests/rule/",
    "my unpublished texts": "/en/companies/left/texts/",
    "spending ceilings": "/en/page/staff/roles/ceilings/",
    "journal": "/en/page/journal/",
    "group": "/en/page/group/?q=a",
    "second person": "/en/page/second-person/",
    "choose the second person": "/en/page/second-person/choice/",
    "request to decide": "/en/page/second-person/{approval}/",
    "our pack": "/en/packs/ours/",
    "order a pack": "/en/packs/premium/order/",
    "settings": "/en/account/",
    "second factor": "/en/account/second-factor/",
    "devices": "/en/account/devices/",
    "delete the account": "/en/account/close/",
    "second factor of the staff": "/en/page/staff/second-factor/",
    "notifications": "/en/notifications/",
    "found a company": "/en/companies/found/",
}
WALKED = {"home": "/en/", "search": "/en/search/?q=logistique", "company": "/en/companies/{company}/"}
WALKED_BY_MEMBERS = {
    "desk": "/en/desk/",
    "edit": "/en/page/edit/places/",
    "conversation": "/en/messages/{conversation}/",
    "staff": "/en/page/staff/",
}


@pytest.fixture(scope="module")
def visitor_watch(browser, furnished):
    """One window for all public pages, which loads everything anew for each: a first visit every time."""
    context = browser.new_context(**WINDOW)
    watch = guards.Watch(context.new_page(), furnished.address)
    watch.keep_nothing()
    yield watch
    context.close()


@pytest.fixture(scope="module")
def member_watch(browser, furnished, signed_in):
    """One window for all pages of members: what it has loaded once it need not load again."""
    context = browser.new_context(**WINDOW, storage_state=signed_in)
    yield guards.Watch(context.new_page(), furnished.address)
    context.close()


@pytest.fixture(scope="module")
def signed_in(furnished, browser) -> dict:
    """Cookies of the owner of a provider with a pack."""
    context = browser.new_context()
    page = context.new_page()
    sign_in(page, furnished)
    state = context.storage_state()
    context.close()
    return state


def sign_in(page: Page, network: RunningNetwork, person: str = "email", end: str = "**/desk/") -> None:
    page.goto(f"{network.address}/en/account/login/")
    page.locator("[name=login]").fill(network.things[person])
    page.locator("[name=password]").fill(network.things["password"])
    page.get_by_role("main").locator("form button.button--primary").first.click()
    page.wait_for_url(end)


def look_at(watch: guards.Watch, network: RunningNetwork, path: str) -> list[str]:
    """Open a page, look at it in light and in dark and at every width."""
    page = watch.page
    faults = watch.open(path.format(**network.things), status=404 if "no-such" in path else 200)
    faults += guards.overflows(page) + guards.unlabelled(page) + guards.headings(page)
    return faults + guards.inaccessible(page)


@pytest.mark.parametrize("path", PUBLIC_PAGES.values(), ids=PUBLIC_PAGES.keys())
def test_a_public_page_is_sound_and_light(visitor_watch, furnished, path):
    visitor_watch.forget_the_visitor()

    faults = look_at(visitor_watch, furnished, path)

    assert not faults, "\n".join(faults)
    assert 0 < visitor_watch.bytes_received <= FIRST_LOAD_BYTES


@pytest.mark.parametrize("path", MEMBER_PAGES.values(), ids=MEMBER_PAGES.keys())
def test_a_page_of_members_is_sound(member_watch, furnished, path):
    faults = look_at(member_watch, furnished, path)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", WALKED.values(), ids=WALKED.keys())
def test_tab_reaches_everything_and_shows_where_it_is(new_window, furnished, path):
    page = new_window()
    page.goto(furnished.address + path.format(**furnished.things))

    faults = guards.keyboard_faults(page)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", WALKED_BY_MEMBERS.values(), ids=WALKED_BY_MEMBERS.keys())
def test_tab_reaches_everything_a_member_may_do(new_window, furnished, signed_in, path):
    page = new_window(storage_state=signed_in)
    page.goto(furnished.address + path.format(**furnished.things))

    faults = guards.keyboard_faults(page)

    assert not faults, "\n".join(faults)


def test_the_first_tab_skips_to_the_content(new_window, furnished):
    page = new_window()
    page.goto(f"{furnished.address}/en/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate('document.querySelector("main").contains(document.activeElement)')


@pytest.mark.parametrize("width", [390, 1440])
def test_menus_open_with_enter_and_close_with_escape(new_window, furnished, signed_in, width):
    page = new_window(width=width, storage_state=signed_in)
    page.goto(f"{furnished.address}/en/desk/")
    menus = page.locator("details[data-menu]").filter(visible=True)

    for number in range(menus.count()):
        menu = menus.nth(number)
        menu.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(menu).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(menu.locator("summary")).to_be_focused()

    assert menus.count() > 0


def test_a_passkey_is_made_signs_in_alone_and_stands_in_as_second_factor(new_window, furnished):
    page = new_window()
    press = lambda name: page.get_by_role("main").get_by_role("button", name=name).click()  # noqa: E731 - six presses
    authenticator = page.context.new_cdp_session(page)
    authenticator.send("WebAuthn.enable")
    authenticator.send("WebAuthn.addVirtualAuthenticator", {"options": TOUCHED_WITH_A_FINGER})
    sign_in(page, furnished, "shoe_shop")

    page.goto(f"{furnished.address}/en/account/second-factor/passkeys/add/")
    page.locator("[name=password]").fill(furnished.things["password"])
    press("It is me")
    press("Make the passkey")
    page.wait_for_url("**/recovery-codes/")

    page.context.clear_cookies()
    page.goto(f"{furnished.address}/en/account/login/")
    press("With a passkey")
    page.wait_for_url("**/desk/")

    page.context.clear_cookies()
    sign_in(page, furnished, "shoe_shop", end="**/login/second/")
    press("Use a passkey")
    page.wait_for_url("**/desk/")

    page.goto(f"{furnished.address}/en/account/again/passkey/?next=/en/account/devices/")
    press("Use the passkey")
    page.wait_for_url("**/devices/")


def test_everything_important_works_without_javascript(browser, furnished):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(15_000)
    things, main = furnished.things, page.get_by_role("main")

    sign_in(page, furnished)
    page.goto(f"{furnished.address}/en/page/edit/presentation/")
    page.locator("[name=text]").fill("Written without any script.")
    main.get_by_role("button", name=re.compile("Publish")).first.click()
    page.goto(f"{furnished.address}/en/companies/{things['company']}/")
    expect(main.get_by_text("Written without any script.")).to_be_visible()

    page.goto(f"{furnished.address}/en/search/")
    main.locator("[name=q]").first.fill("logistique")
    main.locator("[name=q]").first.press("Enter")
    expect(page).to_have_url(re.compile("q=logistique"))
    expect(main.get_by_role("heading", level=1)).to_be_visible()

    page.goto(f"{furnished.address}/en/companies/{things['unclaimed']}/")
    main.get_by_role("button", name="Follow", exact=True).click()
    expect(page.get_by_text("You follow")).to_be_visible()
    main.get_by_role("button", name=re.compile("Unfollow|Following|Followed")).first.click()
    expect(page.get_by_text("You no longer follow")).to_be_visible()

    page.goto(f"{furnished.address}/en/messages/{things['conversation']}/")
    page.locator("textarea[name=text]").fill("Sent without any script.")
    main.get_by_role("button", name="Send").click()
    expect(main.get_by_text("Sent without any script.").first).to_be_visible()
    context.close()
