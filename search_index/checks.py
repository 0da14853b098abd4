"""System checks: which search engine answers."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Tags, Warning, register  # noqa: A004 - Django's own name

ANSWERING = "database"


@register(Tags.compatibility)
def other_engines_do_not_answer_yet(app_configs: Any, **_: Any) -> list[Warning]:
    """A server named in SEARCH_URL is accepted, and not used."""
    scheme = urlsplit(settings.SEARCH_URL).scheme
    if scheme == ANSWERING:
        return []
    return [
        Warning(
            f"SEARCH_URL names {scheme}; this version answers every search from the database.",
            hint="Leave SEARCH_URL at database:// to silence this.",
            id="search_index.W001",
        )
    ]
