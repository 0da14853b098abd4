"""Networks that start in seconds: migrated, furnished and with their assets built once, then copied for each test or module."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests import prepared
from tests.browser.running_network import RunningNetwork
from tests.environment import ROOT, WORKER, WORKERS

LAYERS = ("network", "companies", "premium", "connections", "listings", "search_index", "tests")


@contextmanager
def empty_network(folder: Path) -> Iterator[RunningNetwork]:
    """A network with an operator and nobody else, on what this pass runs on; whoever asked for it starts it."""
    url = os.environ.get("DATABASE_URL", "")
    services = {}
    if url.startswith("postgres"):
        database = f"story_{WORKER}"
        prepared.copy_database(url, _empty_database(url), database)
        services = {"DATABASE_URL": prepared.at_database(url, database), **_own_redis()}
    shutil.copytree(_empty_folder(), folder)
    with _stopped_at_the_end(RunningNetwork(folder, services)) as running:
        yield running


@contextmanager
def furnished_network(folder: Path) -> Iterator[RunningNetwork]:
    """Two dozen companies of the demonstration on the embedded defaults; `things` names what there is to open."""
    shutil.copytree(_furnished_folder(), folder)
    with _stopped_at_the_end(RunningNetwork(folder, {})) as running:
        running.things = json.loads((folder / "things.json").read_text())
        yield running


@contextmanager
def _stopped_at_the_end(running: RunningNetwork) -> Iterator[RunningNetwork]:
    try:
        yield running
    finally:
        running.stop()


def _empty_folder() -> Path:
    """On the embedded defaults, a whole network is its folder."""

    def make(folder: Path) -> None:
        prepared.copy_file(prepared.migrated_file(), folder / prepared.SQLITE_NAME)
        built = Path(os.environ["COMPTOIR_VAR"])
        if (built / "assets").exists():
            shutil.copytree(built / "assets", folder / "assets")
        for gazetteer in built.glob("gazetteer-*.sqlite3"):
            shutil.copy2(gazetteer, folder)
        RunningNetwork(folder, {}).prepare()

    return prepared.prepared_folder(f"network_{prepared.fingerprint()}", make)


def _empty_database(url: str) -> str:
    return prepared.prepared_database(
        url,
        f"network_{prepared.fingerprint()}",
        prepared.migrated_database(url),
        lambda made: RunningNetwork(_empty_folder(), {"DATABASE_URL": made}).make_operator(),
    )


def _furnished_folder() -> Path:
    def make(folder: Path) -> None:
        shutil.copytree(_empty_folder(), folder, dirs_exist_ok=True)
        made = subprocess.run(
            [sys.executable, "-m", "tests.browser.furnish"],
            cwd=ROOT,
            env={**RunningNetwork(folder, {}).environment, "DJANGO_SETTINGS_MODULE": "network.settings"},
            check=True,
            capture_output=True,
            text=True,
            timeout=170,
        )
        (folder / "things.json").write_text(made.stdout.splitlines()[-1])

    return prepared.prepared_folder(f"furnished_{_sources()}", make)


def _sources() -> str:
    """Names what was made by the present programs: any of them may change what a furnished network holds."""
    sources = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    contents = b"".join(path.read_bytes() for path in sources)
    return f"{prepared.fingerprint()}_{hashlib.sha256(contents).hexdigest()[:6]}"


def _own_redis() -> dict[str, str]:
    redis = os.environ.get("CACHE_URL", "")
    if not redis.startswith("redis"):
        return {}
    cache = 3 * WORKERS + 2 * WORKER  # the first ones belong to the tests themselves, and there are sixteen
    databases = {"CACHE_URL": cache, "CHANNEL_URL": cache + 1, "BROKER_URL": cache + 1}
    return {variable: urlsplit(redis)._replace(path=f"/{number}").geturl() for variable, number in databases.items()}


def _build_assets() -> None:
    subprocess.run([sys.executable, "manage.py", "build_assets", "--verbosity", "0"], cwd=ROOT, check=True)


if __name__ == "__main__":  # two of these run side by side: while one migrates SQLite, the other builds the assets
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        _build_assets()
        _empty_database(os.environ["DATABASE_URL"])
    else:
        prepared.migrated_file()
        _build_assets()
        _empty_folder()
