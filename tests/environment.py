"""Loaded before anything else (`-p tests.environment`): the tests' own mode and folder, before settings are read."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MIGRATIONS: pytest.StashKey[str] = pytest.StashKey()
"""Fingerprint of all migrations: names what was made of them."""

os.environ["COMPTOIR_MODE"] = "test"
os.environ.setdefault("COMPTOIR_VAR", str(ROOT / "var" / "test"))
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop runs in the test's own thread
Path(os.environ["COMPTOIR_VAR"]).mkdir(parents=True, exist_ok=True)
