"""The database: SQLite in WAL with immediate transactions by default, PostgreSQL with a pool in production."""

from pathlib import Path

import dj_database_url

from network import environment

_database = dict(dj_database_url.parse(environment.DATABASE_URL))

if _database["ENGINE"].endswith("sqlite3"):
    Path(_database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32000;"
        ),
    }
else:
    _database["OPTIONS"] = {"options": "-c lock_timeout=3000"}
    if environment.IS_PRODUCTION:
        _database["OPTIONS"]["pool"] = {"min_size": 2, "max_size": 16}

DATABASES = {"default": _database}
