"""The import of 60,000 rows: the memory of 6,000, and a second run that changes nothing."""

import json

import pytest

from benchmarks import import_companies
from tests.browser.running_network import RunningNetwork

pytestmark = [pytest.mark.endurance, pytest.mark.timeout(1800)]

LARGE = 60_000


def test_sixty_thousand_rows_need_the_memory_of_six_thousand(record_property):
    measured = import_companies.main(LARGE)

    for name in ("ours", "ratio"):
        record_property(name, measured[name])
    assert measured["held"], measured


def test_a_second_run_changes_nothing(tmp_path, record_property):
    network = RunningNetwork(tmp_path / "var", {})
    network.prepare()
    files = [str(path) for path in sorted(import_companies.REAL_FILES.glob("companies-*.csv"))]

    first, second = (json.loads(network.manage("import_companies", *files).splitlines()[-1]) for _run in range(2))

    record_property("first", first)
    record_property("second", second)
    assert first["created"] > 5_000
    assert (second["created"], second["changed"]) == (0, 0)
