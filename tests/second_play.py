"""Which tests failed, written down for `tests/everything.py`, and which of them may be played once more, alone.

A real browser beside another worker on two cores can be too late for a test's patience. Such a test says as much when it is played alone;
it is named at the end of the run, so that it is mended and not forgotten (docs/decisions/0044). Every other failure stands.
"""

import os
from pathlib import Path

import pytest

FAILED_TESTS = "FAILED_TESTS"
"""Names the file: a line a failed test, `browser` or `other`, a tab, and the test's id."""
MOST = 3
"""More failures than these are not a busy machine."""


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Runs in the process that gathers the workers' reports, and in each worker, which keeps silent."""
    if report.failed and "PYTEST_XDIST_WORKER" not in os.environ:
        kind = "browser" if "browser" in report.keywords else "other"
        with Path(os.environ[FAILED_TESTS]).open("a") as file:
            file.write(f"{kind}\t{report.nodeid}\n")


def to_play_again(lines: list[str]) -> list[str]:
    """Ids of the tests to play alone; none when anything failed that no browser took part in."""
    failed = dict.fromkeys(tuple(line.split("\t", 1)) for line in lines)
    if len(failed) > MOST or any(kind != "browser" for kind, _test in failed):
        return []
    return [test for _kind, test in failed]
