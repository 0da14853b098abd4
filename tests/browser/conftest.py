"""Real Chromium, and whole networks to point it at."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.running_network import RunningNetwork
from tests.services import chromium_path

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
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
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(15_000)
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
    """A prepared network on what this pass runs on: embedded defaults, or PostgreSQL and Redis. The test starts it."""
    database_url = os.environ.get("DATABASE_URL", "")
    services = {}
    if database_url.startswith("postgres"):
        services = _fresh_services(database_url)
    running = RunningNetwork(tmp_path / "var", services)
    running.prepare()
    yield running
    running.stop()


def _fresh_services(database_url: str) -> dict[str, str]:
    """A database and Redis numbers of this process alone."""
    name = f"story_{os.getpid()}"
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
    services = {"DATABASE_URL": urlsplit(database_url)._replace(path=f"/{name}").geturl()}
    redis = os.environ.get("CACHE_URL", "")
    if redis.startswith("redis"):
        first = 3 + 3 * (os.getpid() % 4)
        for offset, variable in enumerate(("CACHE_URL", "CHANNEL_URL", "BROKER_URL")):
            services[variable] = urlsplit(redis)._replace(path=f"/{first + offset}").geturl()
    return services
