"""Migrated databases, made once for each set of migrations and copied by whoever needs one: migrating takes half a minute."""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.environment import ROOT

SQLITE_NAME = "comptoir.sqlite3"


def fingerprint() -> str:
    """Names what was made of the present migrations and libraries."""
    sources = [*sorted(ROOT.glob("[!.v]*/**/migrations/*.py")), ROOT / "requirements.txt"]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:10]


@contextmanager
def alone(name: str) -> Iterator[Path]:
    """One process at a time; gives the folder where prepared things are kept."""
    folder = Path(os.environ["COMPTOIR_VAR"]) / "prepared"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def prepared_folder(name: str, make: Callable[[Path], None]) -> Path:
    """Make the folder once, by `make(it)`; copy it, never write to it."""
    with alone(name) as around:
        made = around / name
        if not (made / "ready").exists():
            shutil.rmtree(made, ignore_errors=True)
            made.mkdir()
            make(made)
            (made / "ready").touch()
    return made


def migrated_file() -> Path:
    """A SQLite file with every migration applied and nothing else."""
    made = prepared_folder(f"migrated_{fingerprint()}", lambda folder: _migrate({"COMPTOIR_VAR": str(folder)}))
    return made / SQLITE_NAME


def copy_file(original: Path, copy: Path) -> None:
    """Copy a SQLite database, its write-ahead log included."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(original)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def migrated_database(url: str) -> str:
    """The name of a PostgreSQL database with every migration applied and nothing else, on the server of `url`."""
    return prepared_database(
        url, f"migrated_{fingerprint()}", "template0", lambda made: _migrate({"DATABASE_URL": made})
    )


def prepared_database(url: str, name: str, template: str, prepare: Callable[[str], None]) -> str:
    """Make the database once, from the template and by `prepare(its url)`; return its name."""
    with _server(url) as server:
        row = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if row != ("prepared",):
            _copy(server, template, name)
            prepare(at_database(url, name))
            server.execute(f"COMMENT ON DATABASE \"{name}\" IS 'prepared'")
    return name


def copy_database(url: str, template: str, name: str) -> None:
    """Make the database `name` anew, as a copy of the template."""
    with _server(url) as server:
        _copy(server, template, name)


@contextmanager
def _server(url: str) -> Iterator[psycopg.Connection]:
    """A connection to no database in particular; one process at a time."""
    with psycopg.connect(at_database(url, "postgres"), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(20)")
        yield server


def _copy(server: psycopg.Connection, template: str, name: str) -> None:
    # Not WITH (FORCE): it may not end the server's own vacuum, for which a plain drop waits.
    server.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user", [name]
    )
    server.execute(f'DROP DATABASE IF EXISTS "{name}"')
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def at_database(url: str, name: str) -> str:
    """The same server, another database."""
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def give_test_database(engine: str, name: str) -> None:
    """Put a fresh copy of the migrated database under this name; no connection to it may be open in this process."""
    if engine.endswith("sqlite3"):
        copy_file(migrated_file(), Path(name))
        return
    url = os.environ["DATABASE_URL"]
    copy_database(url, migrated_database(url), name)


def _migrate(environment: dict[str, str]) -> None:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--no-input"]
    subprocess.run(command, cwd=ROOT, env={**kept, **environment, "COMPTOIR_MODE": "test"}, check=True, timeout=400)
