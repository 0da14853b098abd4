"""What a person does in a browser window, in the words of the story."""

import re

from playwright.sync_api import Page, expect

from tests.browser.running_network import OPERATOR, RunningNetwork

PASSWORD = "correct horse battery"


class Person:
    """One person in one window, reading English."""

    def __init__(self, network: RunningNetwork, page: Page, email: str, name: str) -> None:
        self.network, self.page, self.email, self.name = network, page, email, name

    def go(self, path: str) -> None:
        response = self.page.goto(f"{self.network.address}{path}")
        assert response is not None
        assert response.status < 400, (path, response.status)

    def click(self, text: str) -> None:
        """The first visible link or button with this name."""
        target = self.page.get_by_role("button", name=text).or_(self.page.get_by_role("link", name=text))
        target.filter(visible=True).first.click()
        self.page.wait_for_load_state()

    def sign_up(self, path: str = "/en/") -> None:
        """From the home page to a verified account, with the code that came by mail."""
        self.go(path)
        self.click("Sign in")
        self.page.get_by_role("main").get_by_role(
            "link", name=re.compile("Sign up|Create|account", re.IGNORECASE)
        ).first.click()
        self.fill_account()

    def fill_account(self) -> None:
        """The sign-up form on the screen, and the code."""
        self.page.locator("[name=name]").fill(self.name)
        if self.page.locator("[name=email]").is_editable():
            self.page.locator("[name=email]").fill(self.email)
        self.page.locator("[name=password1]").fill(PASSWORD)
        self.page.get_by_role("main").locator("form button.button--primary").first.click()
        self.enter_code()

    def enter_code(self) -> None:
        self.page.wait_for_selector("[name=code]")
        mail = self.network.last_mail_to(self.email)
        code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail, re.MULTILINE)
        assert code, mail
        self.page.locator("[name=code]").fill(code.group(1))
        with self.page.expect_navigation():
            self.page.get_by_role("main").locator("form button.button--primary").first.click()

    def sign_in_as_operator(self) -> None:
        self.go("/en/account/login/?next=/back-office/")
        self.page.locator("[name=login]").fill(OPERATOR[0])
        self.page.locator("[name=password]").fill(OPERATOR[1])
        with self.page.expect_navigation():
            self.page.get_by_role("main").locator("form button.button--primary").first.click()
        if self.page.locator("[name=code]").count():
            self.enter_code()
        self.page.wait_for_url("**/back-office/**")

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible()
