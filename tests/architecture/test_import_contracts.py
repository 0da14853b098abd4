"""The code depends downwards only."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from network.settings.applications import LOCAL_APPS
from tests.environment import ROOT

pytestmark = pytest.mark.any_database


def test_import_contracts_are_kept():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]

    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert result.returncode == 0, result.stdout


def test_the_contract_on_anatomy_covers_every_app():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    anatomy = next(contract for contract in contracts if contract["name"].startswith("Inside every app"))

    assert sorted(anatomy["containers"]) == sorted(LOCAL_APPS)
