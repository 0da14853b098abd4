"""Real Chromium, and whole networks to point it at."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.networks import empty_network, furnished_network
from tests.browser.running_network import RunningNetwork
from tests.outside_parts import chromium_path

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 15_000
"""Milliseconds a step may take, an act as well as what is seen after it."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module: as long as it runs, no test of the same process can start an event loop of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_window(browser) -> Iterator:
    """Opens a window of its own: own cookies, own size; fails the test when a page threw or broke the content policy."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(width: int = 1440, height: int = 900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
        )
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def network(tmp_path) -> Iterator[RunningNetwork]:
    """An empty network of the test's own; the test starts it."""
    with empty_network(tmp_path / "var") as running:
        yield running


@pytest.fixture(scope="module")
def furnished(django_db_setup, tmp_path_factory) -> Iterator[RunningNetwork]:
    """Pages and sockets of a furnished network, without a worker, for all tests of the module."""
    with furnished_network(tmp_path_factory.mktemp("furnished") / "var") as running:
        running.start("--no-worker")
        yield running
