"""Modules stay small enough to be read at once."""

import statistics
from pathlib import Path

import pytest

from tests.environment import ROOT

pytestmark = pytest.mark.any_database

PACKAGES = ("network", "companies", "premium", "connections", "listings", "search_index")
VAGUE_NAMES = {"utils.py", "helpers.py", "services.py", "managers.py", "misc.py"}


def modules() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts]


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_no_module_is_longer_than_400_lines():
    assert [str(path.relative_to(ROOT)) for path in modules() if length(path) > 400] == []


def test_the_median_module_is_at_most_80_lines():
    assert statistics.median(length(path) for path in modules() if length(path) > 0) <= 80


def test_no_template_is_longer_than_120_lines():
    templates = [path for package in PACKAGES for path in (ROOT / package).rglob("templates/**/*.html")]

    assert [str(path.relative_to(ROOT)) for path in templates if length(path) > 120] == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in modules() if path.name in VAGUE_NAMES] == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_a_sentence(path):
    text = path.read_text().lstrip()

    assert not text or text.startswith(('"""', "#!/usr/bin/env python\n"))
