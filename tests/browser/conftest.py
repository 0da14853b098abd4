"""Real Chromium, and whole networks to point it at."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.running_network import RunningNetwork
from tests.environment import MIGRATIONS, WORKER
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
def network(tmp_path, request) -> Iterator[RunningNetwork]:
    """A prepared network on what this pass runs on: embedded defaults, or PostgreSQL and Redis. The test starts it.

    Migrating takes half a minute, so it is done once for each set of migrations; each test gets a copy.
    """
    database_url = os.environ.get("DATABASE_URL", "")
    name = f"prepared_{request.config.stash[MIGRATIONS]}"
    if database_url.startswith("postgres"):
        services = _copied_database(database_url, name)
        running = RunningNetwork(tmp_path / "var", services)
    else:
        shutil.copytree(_prepared_folder(name), tmp_path / "var")
        running = RunningNetwork(tmp_path / "var", {})
    yield running
    running.stop()


@contextmanager
def _alone(name: str) -> Iterator[Path]:
    """One process at a time; gives the folder where prepared things are kept."""
    folder = Path(os.environ["COMPTOIR_VAR"]) / "prepared"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _prepared_folder(name: str) -> Path:
    with _alone(name) as folder:
        prepared = folder / name
        if not (prepared / "ready").exists():
            shutil.rmtree(prepared, ignore_errors=True)
            RunningNetwork(prepared, {}).prepare()
            (prepared / "ready").touch()
        return prepared


def _copied_database(database_url: str, name: str) -> dict[str, str]:
    """A copy of the prepared database, and Redis numbers of this process alone."""
    own = f"story_{os.getpid()}"
    with _alone(name) as folder, psycopg.connect(database_url, autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found or not (folder / f"{name}.ready").exists():
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            connection.execute(f'CREATE DATABASE "{name}"')
            RunningNetwork(folder / f"{name}-var", {"DATABASE_URL": _database(database_url, name)}).prepare()
            (folder / f"{name}.ready").touch()
        connection.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{own}" TEMPLATE "{name}"')
    return {"DATABASE_URL": _database(database_url, own), **_own_redis()}


def _database(database_url: str, name: str) -> str:
    return urlsplit(database_url)._replace(path=f"/{name}").geturl()


def _own_redis() -> dict[str, str]:
    redis = os.environ.get("CACHE_URL", "")
    if not redis.startswith("redis"):
        return {}
    first = 6 + 3 * WORKER  # 0 to 5 belong to the tests themselves
    return {
        variable: urlsplit(redis)._replace(path=f"/{first + offset}").geturl()
        for offset, variable in enumerate(("CACHE_URL", "CHANNEL_URL", "BROKER_URL"))
    }
