"""The story of the ground, in real Chromium on a whole network: claim, join, edit together, buy, be found, be asked, write."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.persons import Person
from tests.browser.running_network import OPERATOR

PAGE = "/en/companies/gxo-logistics-spain-sl/"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.timeout(400),
]


def test_from_the_imported_page_to_the_first_conversation(network, new_window, real_files):
    network.manage("import_companies", *map(str, real_files), timeout=200)
    network.start()
    ines = Person(network, new_window(), "ines@gxo.example", "Inés Moreno")
    omar = Person(network, new_window(), OPERATOR[0], "operator")
    teo = Person(network, new_window(), "teo@gxo.example", "Teo Vidal")
    mina = Person(network, new_window(), "mina@verdier.example", "Mina Verdier")

    claim_the_page(ines)
    approve_the_claim(omar)
    invite(ines, teo.email)
    join(teo)
    edit_the_same_section(ines, teo)
    order_essential(ines)
    confirm_the_payment(omar)
    confirmed_at = time.monotonic()
    is_listed_within_five_seconds(mina, confirmed_at)
    mina.sign_up()
    found_a_merchant(mina)
    ask_for_an_introduction(mina)
    accept_and_answer(ines)
    write_back(mina)
    ines.page.reload()
    ines.sees("Friday suits us.")


def claim_the_page(person: Person) -> None:
    person.sign_up()
    person.go("/en/search/?scope=companies&q=Gxo+Logistics+Spain")
    person.page.get_by_role("link", name="Gxo Logistics Spain SL.").first.click()
    person.click("This is my company")
    person.page.locator("[name=function]").fill("Managing director")
    person.page.locator("[name=registration_number]").fill("B-81206617")
    person.click("Send the claim")
    person.sees("An operator reads your claim")


def approve_the_claim(operator: Person) -> None:
    operator.sign_in_as_operator()
    operator.go("/back-office/claim/")
    operator.page.get_by_role("link", name=re.compile("Gxo")).first.click()
    with operator.page.expect_navigation():
        operator.page.locator("button[name=approve]").click()


def invite(owner: Person, address: str) -> None:
    owner.go("/en/desk/")
    owner.sees("Gxo Logistics Spain SL.")
    owner.go("/en/page/staff/")
    owner.page.locator("[name=email]").fill(address)
    owner.page.locator("select[name=role]").select_option("editor")
    owner.click("Send the invitation")
    owner.sees(address)


def join(person: Person) -> None:
    mail = person.network.last_mail_to(person.email)
    link = re.search(r"http://\S+/invitation/\S+", mail)
    assert link, mail
    person.page.goto(link.group(0))
    person.page.get_by_role("main").get_by_role("link", name=re.compile("account", re.IGNORECASE)).first.click()
    person.fill_account()
    with person.page.expect_navigation():
        person.page.get_by_role("main").locator("form button.button--primary").first.click()
    person.go("/en/page/edit/presentation/")


def edit_the_same_section(first: Person, second: Person) -> None:
    """Both open version 0; the second to publish sees both texts and keeps both."""
    first.go("/en/page/edit/presentation/")
    first.page.locator("[name=text]").fill("We run warehouses for online shops.\n\nOur docks are open at night.")
    second.page.locator("[name=text]").fill("We prepare orders near Madrid.")
    first.click("Publish")
    second.click("Publish")
    second.sees("while you were writing")
    second.sees("Our docks are open at night.")
    assert second.page.get_by_text("We prepare orders near Madrid.").count() >= 1
    second.click("Keep both")
    second.go(PAGE)
    for text in ("Our docks are open at night.", "We prepare orders near Madrid."):
        second.sees(text)


def order_essential(owner: Person) -> None:
    owner.go("/en/packs/")
    owner.click("Choose Essential")
    for name, value in {
        "legal_name": "Gxo Logistics Spain SL",
        "address": "Avenida Burgos 8",
        "postal_code": "28036",
        "city": "Madrid",
        "email": "invoices@gxo.example",
        "purchase_order": "PO-2026-118",
    }.items():
        owner.page.locator(f"[name={name}]").fill(value)
    owner.page.locator("select[name=country]").select_option("ES")
    owner.page.locator("[name=vat_number]").fill("ESB81206617")
    owner.page.get_by_role("main").locator("form button.button--primary").first.click()
    owner.page.wait_for_load_state()
    with owner.page.expect_navigation():
        owner.page.get_by_role("main").get_by_role("button", name="Order", exact=True).click()
    owner.sees("PO-2026-118")


def confirm_the_payment(operator: Person) -> None:
    operator.go("/back-office/order_to_confirm/")
    operator.page.get_by_role("link", name=re.compile("Gxo|PF-|Confirm")).first.click()
    operator.page.locator("[name=amount]").fill("490.00")
    with operator.page.expect_navigation():
        operator.page.locator("main form button[type=submit], main form button.button").last.click()


def is_listed_within_five_seconds(visitor: Person, since: float) -> None:
    while True:
        visitor.go("/en/search/?scope=providers&q=logistics+Madrid")
        if visitor.page.get_by_role("main").get_by_role("link", name="Gxo Logistics Spain SL.").count():
            return
        waited = time.monotonic() - since
        assert waited < 5, f"not listed {waited:.1f} s after the payment was confirmed"


def found_a_merchant(person: Person) -> None:
    person.go("/en/companies/found/")
    person.page.locator("[name=name]").fill("Maison Verdier")
    person.page.locator("select[name=country]").select_option("FR")
    person.page.locator("[name=category][value=merchant]").check()
    person.click("Found the company")
    person.go("/en/desk/")
    person.sees("Maison Verdier")


def ask_for_an_introduction(person: Person) -> None:
    person.click("Find a provider")
    person.page.locator("main [name=q]").first.fill("logistics Madrid")
    person.page.locator("main [name=q]").first.press("Enter")
    person.page.wait_for_load_state()
    person.page.get_by_role("main").get_by_role("link", name="Gxo Logistics Spain SL.").first.click()
    person.click("Ask for an introduction")
    person.page.locator("[name=purpose_kind][value=buy]").check()
    person.page.locator("[name=purpose]").fill("We look for a warehouse near Madrid for 1,200 orders a month.")
    person.page.locator("[name=benefit]").fill("A yearly contract, paid at thirty days.")
    with person.page.expect_navigation():
        person.page.get_by_role("main").locator("form button.button--primary").first.click()


def accept_and_answer(person: Person) -> None:
    person.go("/en/desk/")
    person.page.get_by_role("link", name=re.compile("introduction")).first.click()
    person.page.wait_for_load_state()
    person.page.get_by_role("main").get_by_role("link", name=re.compile("Maison Verdier|Read|Answer")).first.click()
    person.page.wait_for_load_state()
    person.click("Accept")
    person.sees("We look for a warehouse near Madrid")
    write(person, "We have room from February. Shall we talk on Friday?")


def write_back(person: Person) -> None:
    person.go("/en/messages/")
    person.page.get_by_role("main").get_by_role("link", name=re.compile("Gxo")).first.click()
    person.sees("Shall we talk on Friday?")
    write(person, "Friday suits us.")


def write(person: Person, text: str) -> None:
    person.page.locator("textarea[name=text]").fill(text)
    person.page.get_by_role("button", name="Send").click()
    expect(person.page.get_by_text(text).filter(visible=True).first).to_be_visible()
