"""Which real servers a test needs and which of them are there."""

import os
import shutil
from ctypes.util import find_library
from pathlib import Path

from django.conf import settings

from tests.environment import ROOT, SEARCH_SERVER

VALIDATOR = ROOT.parent / "shared" / "services" / "validate-invoice"


def chromium_path() -> str | None:
    """Debian's Chromium, or what CHROMIUM names."""
    for candidate in (os.environ.get("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser"):
        if candidate and Path(candidate).exists():
            return candidate
    return None


def missing_services(item) -> list[str]:
    """Names of the servers that the test's markers ask for and that are not configured."""
    missing = []
    is_postgresql = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
    if (item.get_closest_marker("postgres") or item.get_closest_marker("concurrency")) and not is_postgresql:
        missing.append("PostgreSQL")
    if item.get_closest_marker("redis") and not str(settings.CELERY_BROKER_URL).startswith("redis"):
        missing.append("Redis")
    if item.get_closest_marker("pango") and find_library("pangoft2-1.0") is None:
        missing.append("Pango")
    if item.get_closest_marker("validator") and not (VALIDATOR.exists() and shutil.which("java")):
        missing.append("the invoice validator")
    if item.get_closest_marker("stripe_mock") and not os.environ.get("STRIPE_MOCK_URL"):
        missing.append("stripe-mock")
    if item.get_closest_marker("elasticsearch") and not SEARCH_SERVER.startswith("elasticsearch"):
        missing.append("Elasticsearch")
    if item.get_closest_marker("browser") and chromium_path() is None:
        missing.append("Chromium")
    return missing
