"""The list of who was erased, in a file outside of every backup: `COMPTOIR_VAR/erasures.jsonl`.

A backup made before an erasure still holds the person. `manage.py restore` goes through this list and erases him again;
it holds numbers and digests, nothing about anybody.
"""

import json
from pathlib import Path

from django.db import connection

from network import environment
from network.common.models import Erasure

NAME = "erasures.jsonl"
COLUMNS = ("kind", "number", "fingerprint")

Line = tuple[str, int, str]


def path() -> Path:
    return environment.VAR / NAME


def note(entry: Erasure) -> None:
    """Add one line; the file is only ever added to."""
    environment.VAR.mkdir(parents=True, exist_ok=True)
    line = {**{name: getattr(entry, name) for name in COLUMNS}, "erased_at": entry.erased_at.isoformat()}
    with path().open("a") as file:
        file.write(f"{json.dumps(line)}\n")


def in_database() -> list[Line]:
    """The same list, as the present database has it; nothing where it has no such table."""
    if Erasure._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001 - public by the documentation
        return []
    return list(Erasure.objects.values_list(*COLUMNS))


def read(file: Path) -> list[Line]:
    """(kind, number, fingerprint) of every line, each once; nothing where there is no file."""
    if not file.exists():
        return []
    lines = (json.loads(line) for line in file.read_text().splitlines() if line.strip())
    return list(dict.fromkeys((str(line["kind"]), int(line["number"]), str(line["fingerprint"])) for line in lines))
