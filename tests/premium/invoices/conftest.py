"""What the stories of invoices share."""

import pytest

from premium.invoices.actions.documents import make_what_is_missing


@pytest.fixture
def printed():
    """The job that prints has run."""
    return make_what_is_missing
