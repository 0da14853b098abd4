"""The card journey in real Chromium, on a whole network beside the fake Stripe: card, larger, smaller, failed, recovered; SEPA."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.persons import Person
from tests.stripe_fake.server import KEY, SECRET, FakeStripe

PASSWORD = "correct horse battery"
SEED = f"""
from tests.factories.companies import CompanyFactory, MemberFactory
from allauth.account.models import EmailAddress
for name, person, email in (("Borg", "Bob Dupont", "bob@borg.example"), ("Cyan", "Carol Ruiz", "carol@cyan.example")):
    company = CompanyFactory(name=name, slug=name.lower(), category="provider", country="FR")
    user = MemberFactory(company=company, role="owner", user__email=email, user__name=person, user__language="en").user
    user.set_password("{PASSWORD}")
    user.save()
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={{"verified": True, "primary": True}})
"""
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.any_database]


@pytest.fixture
def fake(network):
    """The fake, telling its events to the network, which has the card way on."""
    made = FakeStripe(webhook=f"{network.address}/stripe/events/").start()
    network.environment |= {"STRIPE_SECRET_KEY": KEY, "STRIPE_WEBHOOK_SECRET": SECRET, "STRIPE_API_BASE": made.base}
    yield made
    made.stop()


class Buyer(Person):
    """Somebody who buys."""

    def sign_in(self) -> None:
        self.go("/en/account/login/?next=/en/packs/ours/")
        self.page.locator("[name=login]").fill(self.email)
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.get_by_role("main").locator("form button.button--primary").first.click()
        self.page.wait_for_url("**/packs/ours/")

    def order(self, slug: str, way: str, then: str = r"/pay/cs_") -> None:
        """From the pack to the hosted page, or to where the way leads."""
        self.go(f"/en/packs/{slug}/order/")
        for name, value in (("address", "1 rue du Lac"), ("postal_code", "75002"), ("city", "Paris")):
            self.page.locator(f"[name={name}]").fill(value)
        self.click("See the exact amount")
        self.sees("Total to pay")
        self.page.get_by_label(re.compile(way)).check()
        self.page.get_by_role("button", name="Order", exact=True).click()
        self.page.wait_for_url(re.compile(then))

    def pay(self, choice: str = "works$") -> None:
        """On the hosted page, and back."""
        self.page.get_by_label(re.compile(choice)).check()
        self.page.get_by_role("button", name=re.compile("^Pay")).click()

    def reads_within(self, text: str, path: str, seconds: int = 20) -> None:
        """A fact that the worker has yet to learn: the page is opened again until it says so."""
        for _ in range(seconds):
            self.go(path)
            if self.page.get_by_text(text).count():
                return
            self.page.wait_for_timeout(1_000)
        self.sees(text)


def test_card_larger_smaller_failed_recovered_and_sepa(network, fake, new_window):
    network.manage("shell", "--no-imports", "-c", SEED)
    network.start()
    bob = Buyer(network, new_window(), "bob@borg.example", "Bob Dupont")
    bob.sign_in()

    bob.order("essential", "^Card")
    bob.pay("declined now")
    expect(bob.page.get_by_role("alert")).to_contain_text("declined")
    bob.pay()
    expect(bob.page.get_by_role("heading", name="Essential is open")).to_be_visible(timeout=20_000)

    bob.order("business", "^Card")
    expect(bob.page.get_by_role("cell", name="−€490.00")).to_be_visible()
    bob.pay("no funds at the renewal")
    expect(bob.page.get_by_role("heading", name="Business is open")).to_be_visible(timeout=20_000)

    bob.go("/en/packs/ours/")
    bob.sees("Business renews on")
    bob.click("Move down to Essential")
    bob.sees("Charged on that day")
    bob.sees("€588")
    bob.click("Choose Essential for next year")
    bob.sees("Essential renews on")
    bob.click("Keep Business")
    bob.click("Choose Business for next year")
    bob.sees("Business renews on")

    fake.advance(366)
    bob.reads_within("The payment for Business has failed", "/en/packs/ours/")
    bob.sees("Your account did not hold enough at that moment.")
    bob.click("Pay now")
    bob.page.wait_for_url(re.compile("/invoice/in_"))
    bob.pay()
    expect(bob.page.get_by_role("heading", name="Invoice paid")).to_be_visible()
    bob.reads_within("it is paid", "/en/packs/ours/")

    carol = Buyer(network, new_window(390, 844), "carol@cyan.example", "Carol Ruiz")
    carol.sign_in()
    carol.order("essential", "^SEPA")
    carol.pay("debited in five days")
    expect(carol.page.get_by_role("heading", name="Essential is open")).to_be_visible(timeout=20_000)
    carol.sees("Your bank takes up to 14 days")
    carol.go("/en/packs/ours/")
    carol.sees("The direct debit is under way")
    fake.advance(6)
    carol.reads_within("Essential renews on", "/en/packs/ours/")


def test_somebody_without_an_account_pays_by_card(network, fake, new_window):
    network.manage("shell", "--no-imports", "-c", SEED)
    network.start()
    bob = Buyer(network, new_window(), "bob@borg.example", "Bob Dupont")
    dora = Buyer(network, new_window(390, 844), "dora@accounts.example", "Dora Klein")
    bob.sign_in()

    bob.order("essential", "^Bank transfer", then="/orders/PF-")
    bob.click("Somebody else pays")
    bob.page.locator("[name=email]").fill(dora.email)
    bob.click("Send the payment link")
    link = re.search(r"https?://\S+/pay/\S+", network.last_mail_to(dora.email))
    assert link
    dora.page.goto(link.group(0))
    dora.page.locator("[name=name]").fill(dora.name)
    dora.page.get_by_label(re.compile("^Card")).check()
    dora.page.get_by_role("button", name="Accept the quote").click()
    dora.page.wait_for_url(re.compile("/pay/cs_"))
    dora.pay()
    dora.page.wait_for_url(f"{network.address}/**")

    bob.reads_within("Essential renews on", "/en/packs/ours/")
    dora.page.reload()
    dora.sees("Paid")
