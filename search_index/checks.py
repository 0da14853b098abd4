"""System checks: SEARCH_URL names an engine we have."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, Tags, register

ENGINES = ("database", "elasticsearch")


@register(Tags.compatibility)
def search_url_names_an_engine(app_configs: Any, **_: Any) -> list[Error]:
    """A misspelt engine would be the database's without anybody noticing."""
    scheme = urlsplit(settings.SEARCH_URL).scheme
    if scheme in ENGINES:
        return []
    return [
        Error(
            f"SEARCH_URL begins with “{scheme}”, which is no search engine of ours.",
            hint="Use database:// or elasticsearch://host:9200/prefix.",
            id="search_index.E001",
        )
    ]
