"""It starts with nothing installed; in production the embedded back ends are refused."""

import os
import subprocess
import sys

import pytest

from tests.environment import ROOT

pytestmark = pytest.mark.any_database

PRODUCTION = {
    "COMPTOIR_MODE": "production",
    "SECRET_KEY": "a-secret-for-this-test-only-" + "x7Q-" * 12,
    "ALLOWED_HOSTS": "comptoir.example",
    "BASE_URL": "https://comptoir.example",
    "DATABASE_URL": "postgresql://comptoir:comptoir@127.0.0.1:5432/comptoir",
    "CACHE_URL": "redis://127.0.0.1:6379/0",
    "CHANNEL_URL": "redis://127.0.0.1:6379/1",
    "BROKER_URL": "redis://127.0.0.1:6379/2",
    "EMAIL_URL": "smtp://127.0.0.1:25",
    "SEARCH_URL": "database://",
}


def check(environment: dict[str, str], *flags: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in {*PRODUCTION, "DJANGO_ALLOW_ASYNC_UNSAFE"}}
    command = [sys.executable, "manage.py", "check", *flags]
    return subprocess.run(
        command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False, timeout=50
    )


def test_embedded_defaults_pass_the_checks():
    result = check({"COMPTOIR_MODE": "development"})

    assert result.returncode == 0, result.stderr


def test_production_with_real_servers_passes_the_deployment_checks():
    result = check(PRODUCTION, "--deploy", "--fail-level", "WARNING")

    assert result.returncode == 0, result.stderr


def test_production_refuses_embedded_back_ends_and_says_what_to_do():
    environment = {name: value for name, value in PRODUCTION.items() if not name.endswith("_URL") or name == "BASE_URL"}

    result = check(environment)

    assert result.returncode != 0
    for name in ("DATABASE_URL", "CACHE_URL", "CHANNEL_URL", "BROKER_URL", "EMAIL_URL"):
        assert f"{name} is an embedded back end" in result.stderr
