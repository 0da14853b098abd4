"""docs/operate.md names every variable that the environment reader knows."""

from network import environment
from tests.environment import ROOT


def test_every_variable_is_documented():
    text = (ROOT / "docs" / "operate.md").read_text()

    assert [name for name in environment.VARIABLES if f"`{name}`" not in text] == []
