"""Only what failed in a browser, and little of it, is played once more."""

import pytest

from tests import second_play
from tests.second_play import to_play_again

CARDS, STORY = "tests/browser/test_cards.py::test_card", "tests/browser/test_story.py::test_story"


@pytest.mark.parametrize(
    ("lines", "again"),
    [
        ([], []),
        ([f"browser\t{CARDS}"], [CARDS]),
        ([f"browser\t{CARDS}", f"browser\t{CARDS}", f"browser\t{STORY}"], [CARDS, STORY]),
        ([f"browser\t{CARDS}", "other\ttests/premium/test_ledger.py::test_drift"], []),
        ([f"browser\t{CARDS}{number}" for number in range(second_play.MOST + 1)], []),
    ],
    ids=["nothing", "one", "set-up and call of one", "another part too", "too many"],
)
def test_what_is_played_alone(lines, again):
    assert to_play_again(lines) == again


@pytest.mark.parametrize(("marks", "kind"), [({"browser": 1, "slow": 1}, "browser"), ({"slow": 1}, "other")])
def test_a_failure_is_written_down_once_by_who_gathers_the_reports(tmp_path, monkeypatch, marks, kind):
    file = tmp_path / "failed"
    monkeypatch.setenv(second_play.FAILED_TESTS, str(file))
    failed = pytest.TestReport(CARDS, ("", 0, ""), marks, "failed", None, "call")

    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    second_play.pytest_runtest_logreport(failed)
    assert not file.exists()

    monkeypatch.delenv("PYTEST_XDIST_WORKER")
    second_play.pytest_runtest_logreport(failed)
    second_play.pytest_runtest_logreport(pytest.TestReport(STORY, ("", 0, ""), marks, "passed", None, "call"))
    assert file.read_text() == f"{kind}\t{CARDS}\n"
