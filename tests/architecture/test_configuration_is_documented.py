"""docs/operate.md names every variable that the environment reader knows."""

import pytest

from network import environment
from tests.environment import ROOT

pytestmark = pytest.mark.any_database


def test_every_variable_is_documented():
    text = (ROOT / "docs" / "operate.md").read_text()

    assert [name for name in environment.VARIABLES if f"`{name}`" not in text] == []
