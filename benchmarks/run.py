"""`make bench`: runs each measurement on a database of its own and appends one JSON line to results.jsonl."""

import argparse
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

HERE = Path(__file__).parent
PARTS = {"run", "measure", "companies"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", help="one of them; all when left out")
    parser.add_argument("--size", type=int, help="how much data")
    chosen = parser.parse_args()
    names = [module.name for module in pkgutil.iter_modules([str(HERE)]) if module.name not in PARTS]
    if chosen.only and chosen.only not in names:
        parser.error(f"there is no benchmark {chosen.only}; there are: {', '.join(names)}")
    with tempfile.TemporaryDirectory(prefix="comptoir-bench-") as folder:
        _prepare(folder)
        lines = [_run(name, chosen.size) for name in ([chosen.only] if chosen.only else names)]
    return 0 if all(line["held"] for line in lines) else 1


def _prepare(folder: str) -> None:
    os.environ["COMPTOIR_MODE"] = "test"
    if os.environ.get("SEARCH_URL", "").startswith("elasticsearch"):
        os.environ["SEARCH_URL"] = f"{os.environ['SEARCH_URL'].rstrip('/')}/bench-{os.getpid()}"
    os.environ["COMPTOIR_VAR"] = folder
    os.environ["DJANGO_SETTINGS_MODULE"] = "network.settings"
    sys.path.insert(0, str(HERE.parent))
    import django

    django.setup()


def _run(name: str, size: int | None) -> dict[str, object]:
    from django.utils import timezone

    module = importlib.import_module(f"benchmarks.{name}")
    with nullcontext() if getattr(module, "OWN_DATABASES", False) else _database():
        result = module.main(size) if size else module.main()
    line = json.dumps(result, ensure_ascii=False)
    print(line, flush=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HERE, check=False
    )
    record = {"date": timezone.now().isoformat(timespec="seconds"), "commit": commit.stdout.strip(), **result}
    with (HERE / "results.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return result


@contextmanager
def _database() -> Iterator[None]:
    """An empty, migrated database of its own, gone afterwards."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    connection.settings_dict["TEST"]["NAME"] = _database_name(connection.vendor)
    made = setup_databases(verbosity=0, interactive=False)
    try:
        yield
    finally:
        teardown_databases(made, verbosity=0)


def _database_name(vendor: str) -> str:
    """A file of its own on SQLite (never memory, which is not what runs), a database of its own elsewhere."""
    return os.environ["COMPTOIR_VAR"] + "/bench.sqlite3" if vendor == "sqlite" else f"bench_{os.getpid()}"


if __name__ == "__main__":
    sys.exit(main())
