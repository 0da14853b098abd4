"""What a test needs from outside the project (servers, programs, the real files), and what of it is not there."""

import os
import shutil
from collections.abc import Callable
from ctypes.util import find_library
from pathlib import Path

from django.conf import settings

from tests.environment import ROOT, SEARCH_SERVER

REAL_FILES = sorted((ROOT.parent / "shared" / "data").glob("companies-*.csv"))
"""The six files of real companies."""
VALIDATOR = ROOT.parent / "shared" / "services" / "validate-invoice"


def chromium_path() -> str | None:
    """Debian's Chromium, or what CHROMIUM names."""
    for candidate in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser"):
        if candidate and Path(candidate).exists():
            return candidate
    return None


def _is_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"].endswith("postgresql")


PARTS: dict[str, tuple[str, Callable[[], bool]]] = {
    "postgres": ("PostgreSQL", _is_postgresql),
    "concurrency": ("PostgreSQL", _is_postgresql),
    "redis": ("Redis", lambda: str(settings.CELERY_BROKER_URL).startswith("redis")),
    "pango": ("Pango", lambda: find_library("pangoft2-1.0") is not None),
    "validator": ("the invoice validator", lambda: VALIDATOR.exists() and shutil.which("java") is not None),
    "stripe_mock": ("stripe-mock", lambda: bool(os.environ.get("STRIPE_MOCK_URL"))),
    "elasticsearch": ("Elasticsearch", lambda: SEARCH_SERVER.startswith("elasticsearch")),
    "browser": ("Chromium", lambda: chromium_path() is not None),
    "real_files": ("../shared/data with its six files", lambda: len(REAL_FILES) >= 6),
}
"""By the marker or fixture that asks for it: its name, and whether it is there."""


def missing_parts(item) -> list[str]:
    """Names of what the test's markers and fixtures ask for and this machine does not have."""
    asked = {marker.name for marker in item.iter_markers()} | set(item.fixturenames)
    return sorted({name for key, (name, is_there) in PARTS.items() if key in asked and not is_there()})
