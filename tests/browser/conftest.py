"""Real Chromium, and whole networks to point it at."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests import prepared
from tests.browser.running_network import RunningNetwork
from tests.environment import WORKER
from tests.services import chromium_path

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
    """A prepared network on what this pass runs on: embedded defaults, or PostgreSQL and Redis. The test starts it.

    Migrating takes half a minute, so it is done once for each set of migrations; each test gets a copy.
    """
    database_url = os.environ.get("DATABASE_URL", "")
    if database_url.startswith("postgres"):
        services = _copied_database(database_url)
        running = RunningNetwork(tmp_path / "var", services)
    else:
        shutil.copytree(_prepared_folder(), tmp_path / "var")
        running = RunningNetwork(tmp_path / "var", {})
    yield running
    running.stop()


def _prepared_folder() -> Path:
    name = f"network_{prepared.fingerprint()}"
    migrated = prepared.migrated_file()
    with prepared.alone(name) as folder:
        made = folder / name
        if not (made / "ready").exists():
            shutil.rmtree(made, ignore_errors=True)
            prepared.copy_file(migrated, made / prepared.SQLITE_NAME)
            RunningNetwork(made, {}).prepare()
            (made / "ready").touch()
        return made


def _copied_database(url: str) -> dict[str, str]:
    """A copy of the prepared database, and Redis numbers of this process alone."""
    name = f"network_{prepared.fingerprint()}"
    folder = Path(os.environ["COMPTOIR_VAR"]) / "prepared" / f"{name}-var"
    prepared.prepared_database(
        url,
        name,
        prepared.migrated_database(url),
        lambda made: RunningNetwork(folder, {"DATABASE_URL": made}).prepare(),
    )
    own = f"story_{os.getpid()}"
    prepared.copy_database(url, name, own)
    return {"DATABASE_URL": prepared.at_database(url, own), **_own_redis()}


def _own_redis() -> dict[str, str]:
    redis = os.environ.get("CACHE_URL", "")
    if not redis.startswith("redis"):
        return {}
    first = 6 + 3 * WORKER  # 0 to 5 belong to the tests themselves
    return {
        variable: urlsplit(redis)._replace(path=f"/{first + offset}").geturl()
        for offset, variable in enumerate(("CACHE_URL", "CHANNEL_URL", "BROKER_URL"))
    }
