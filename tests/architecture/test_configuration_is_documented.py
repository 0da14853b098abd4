"""docs/operate.md holds the table of the environment reader, as `manage.py document_configuration` writes it."""

import pytest

from network.common.management.commands.document_configuration import DOCUMENT, rewritten

pytestmark = pytest.mark.any_database


def test_the_table_is_the_readers():
    text = DOCUMENT.read_text()

    assert rewritten(text) == text, "run manage.py document_configuration"
