"""One file with everything a new machine needs besides the code and the secrets: the database and the uploads.

The archive is a tar: `manifest.json` first, then the database (a SQLite file, or pg_dump's custom format), then `media/` and `private/`.
"""

import json
import os
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from network import environment

FORMAT = 1
MANIFEST = "manifest.json"
FOLDERS = ("media", "private")
DATABASE_FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupError(Exception):
    """The archive could not be written or read; the message says what to do."""


def write(path: Path) -> dict[str, Any]:
    """Write the archive; nothing may stand at `path` yet. Returns the manifest.

    Raises:
        BackupError: the file exists, or pg_dump failed.

    """
    if path.exists():
        raise BackupError(f"{path} exists already: choose another name, a backup never replaces one.")
    manifest = _manifest()
    partial = path.with_name(path.name + ".partial")
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        dump = Path(folder) / DATABASE_FILES[connection.vendor]
        _dump(dump)
        described = Path(folder) / MANIFEST
        described.write_text(json.dumps(manifest, indent=2))
        with tarfile.open(partial, "w") as archive:
            archive.add(described, MANIFEST)
            archive.add(dump, dump.name)
            for name in FOLDERS:
                if (environment.VAR / name).exists():
                    archive.add(environment.VAR / name, name)
    partial.chmod(0o600)
    partial.rename(path)
    return manifest


def read(path: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put an archive back: the database, then the uploads. Returns its manifest.

    Raises:
        BackupError: not such an archive, of another kind of database, made by newer code, or the database here is not empty
            and `replace` is false.

    """
    try:
        archive = tarfile.open(path)  # noqa: SIM115 - closed below
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{path} is no backup of Comptoir: {error}") from error
    with archive, tempfile.TemporaryDirectory() as folder:
        manifest = _read_manifest(archive)
        _refuse_mismatch(manifest, replace=replace)
        name = DATABASE_FILES[manifest["database"]]
        archive.extract(name, folder, filter="data")
        _load(Path(folder) / name)
        members = [member for member in archive if member.name.split("/")[0] in FOLDERS]
        environment.VAR.mkdir(parents=True, exist_ok=True)
        archive.extractall(environment.VAR, members, filter="data")
    return manifest


def is_empty() -> bool:
    """Whether the database has no table of ours, or nobody in it."""
    if "accounts_user" not in connection.introspection.table_names():
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM accounts_user LIMIT 1")
        return cursor.fetchone() is None


def _manifest() -> dict[str, Any]:
    applied = sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations())
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        "database": connection.vendor,
        "migrations": applied,
    }


def _read_manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    try:
        file = archive.extractfile(MANIFEST)
        manifest: dict[str, Any] = json.loads(file.read()) if file else {}
    except (KeyError, ValueError) as error:
        raise BackupError("The file is no backup of Comptoir: it has no manifest.") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"The backup has format {manifest.get('format')}; this version reads {FORMAT}.")
    return manifest


def _refuse_mismatch(manifest: dict[str, Any], *, replace: bool) -> None:
    if manifest["database"] != connection.vendor:
        raise BackupError(
            f"The backup holds {manifest['database']} and DATABASE_URL names {connection.vendor}: set DATABASE_URL to an"
            f" empty {manifest['database']} database."
        )
    if not replace and not is_empty():
        raise BackupError("The database here is not empty. Use an empty one, or --replace to lose what it holds.")


def _dump(path: Path) -> None:
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
            closing(sqlite3.connect(path)) as copy,
        ):
            source.backup(copy)
        return
    _run("pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={path}", "--dbname", _name())


def _load(path: Path) -> None:
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()
    _run("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--dbname", _name(), str(path))


def _name() -> str:
    return str(connection.settings_dict["NAME"])


def _run(*command: str) -> None:
    """Run a program of PostgreSQL; the password goes through the environment, not the command line."""
    settings = connection.settings_dict
    values = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(settings[name]) for variable, name in values.items() if settings.get(name)}
    try:
        done = subprocess.run(  # noqa: S603 - programs of PostgreSQL, no shell
            command, env={**os.environ, **given}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupError(f"{command[0]} is not installed: install PostgreSQL's client programs.") from error
    if done.returncode:
        raise BackupError(f"{command[0]} failed: {done.stderr.strip()[-500:]}")
