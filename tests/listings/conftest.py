"""What every story of listings starts from."""

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def french_outside_requests():
    """A request leaves its language behind for the next test of the process."""
    with override("fr"):
        yield
