"""What the tests of premium share: a counted right and a plain one, asked for by nobody else."""

import pytest
from django.utils import translation

from premium.features import Feature, features


@pytest.fixture(autouse=True)
def registered_features(monkeypatch):
    """The rights these stories speak of, whichever app registers them in the meantime."""
    entries = {
        "public_page": Feature("public_page", "Public page", "", "Showing the complete page", "Complete", "Name only"),
        "search_listing": Feature("search_listing", "Listed in provider search", "", "Being listed among providers"),
        "introductions": Feature("introductions", "Introductions", "introductions", "Asking for an introduction"),
    }
    monkeypatch.setattr(features, "_entries", entries)


@pytest.fixture(autouse=True)
def reader_of_english():
    with translation.override("en"):
        yield
