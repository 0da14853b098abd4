"""A transfer paid by somebody else: ordered by Bob, accepted by Dora without an account, found in the bank's file, invoiced."""

import re
from datetime import UTC, datetime

import pytest

from tests.browser.persons import Person
from tests.browser.running_network import OPERATOR

pytestmark = [
    pytest.mark.browser,
    pytest.mark.any_database,
    pytest.mark.slow,
    pytest.mark.pango,
    pytest.mark.timeout(240),
]

STAFF = """
from companies.models import Company, Member
from network.accounts.models import User
from allauth.account.models import EmailAddress
company = Company.objects.create(name="Borg", slug="borg", category="provider", country="FR", claimed_at="2026-01-01T00:00Z")
user = User.objects.create_user("bob@borg.example", "correct horse battery", name="Bob Dupont", language="en")
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
Member.objects.create(company=company, user=user, role="owner")
"""
CAMT = (
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>1</Id><Acct><Id>'
    '<IBAN>FR7630006000011234567890189</IBAN></Id></Acct><Ntry><Amt Ccy="EUR">588.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>'
    "<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef><NtryDtls><TxDtls><RmtInf>"
    "<Ustrd>{number}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"
)


def test_somebody_without_an_account_pays_by_transfer(network, new_window, tmp_path):
    network.manage("shell", "--no-imports", "-c", STAFF)
    network.start()
    bob = Person(network, new_window(), "bob@borg.example", "Bob Dupont")
    dora = Person(network, new_window(390, 844), "dora@holding.example", "Dora Chief")
    omar = Person(network, new_window(), OPERATOR[0], "operator")

    number = order_and_send(bob, dora.email)
    open_the_mail(dora)
    correct_ask_and_accept(dora)
    bob.page.reload()
    for words in ("Dora Chief, CFO", "Is it yearly?", "PO-99"):
        bob.sees(words)
    import_the_statement(omar, number, tmp_path)
    wait_for_the_invoice(dora)


def order_and_send(buyer: Person, payer: str) -> str:
    buyer.go("/en/account/login/")
    buyer.page.locator("[name=login]").fill(buyer.email)
    buyer.page.locator("[name=password]").fill("correct horse battery")
    buyer.page.get_by_role("main").locator("form button.button--primary").first.click()
    buyer.page.wait_for_load_state()
    buyer.go("/en/packs/essential/order/")
    for name, value in {
        "legal_name": "Borg SAS",
        "address": "1 rue du Lac",
        "postal_code": "75002",
        "city": "Paris",
    }.items():
        buyer.page.locator(f"[name={name}]").fill(value)
    buyer.page.get_by_role("main").locator("form button.button--primary").first.click()
    buyer.page.wait_for_load_state()
    buyer.page.locator("button[name=step][value=place]").click()
    buyer.page.wait_for_url("**/orders/PF-**")
    found = re.search(r"PF-20\d\d-\w{6}", buyer.page.url)
    assert found
    buyer.click("Somebody else pays")
    buyer.page.locator("[name=email]").fill(payer)
    buyer.page.locator("[name=message]").fill("For the fair.")
    buyer.click("Send the payment link")
    buyer.sees(payer)
    return found.group(0)


def open_the_mail(payer: Person) -> None:
    mail = payer.network.last_mail_to(payer.email)
    link = re.search(r"https?://\S+/pay/\S+", mail)
    assert link, mail
    payer.page.goto(link.group(0))
    payer.sees("You need no account")
    payer.sees("For the fair.")
    assert payer.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def correct_ask_and_accept(payer: Person) -> None:
    payer.click("Correct address or purchase order")
    payer.page.locator("[name=purchase_order]").fill("PO-99")
    payer.click("Save")
    payer.sees("PO-99")
    payer.page.locator("[name=text]").fill("Is it yearly?")
    payer.click("Send the question")
    payer.sees("Not answered yet")
    payer.page.locator("[name=name]").fill(payer.name)
    payer.page.locator("[name=function]").fill("CFO")
    payer.click("Accept the quote")
    payer.sees("IBAN")


def import_the_statement(operator: Person, number: str, folder) -> None:
    file = folder / "statement.xml"
    file.write_text(CAMT.format(day=datetime.now(UTC).date(), number=number))
    operator.sign_in_as_operator()
    operator.go("/back-office/bank-statements/")
    operator.page.locator("input[type=file]").set_input_files(file)
    operator.page.get_by_role("main").locator("form button[type=submit]").first.click()
    operator.page.wait_for_load_state()
    operator.page.get_by_text(number).first.wait_for()
    operator.page.get_by_role("main").locator("form button[type=submit]").first.click()
    operator.page.wait_for_load_state()


def wait_for_the_invoice(payer: Person) -> None:
    for _attempt in range(60):
        payer.page.reload()
        link = payer.page.get_by_role("link", name="Open the invoice")
        if link.count():
            answer = payer.page.request.get(payer.page.url.rstrip("/") + "/invoice/")
            if answer.status == 200:
                assert answer.body().startswith(b"%PDF-1.7")
                return
        payer.page.wait_for_timeout(1000)
    raise AssertionError("no invoice after a minute")
