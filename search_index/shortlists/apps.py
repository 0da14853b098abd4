"""Providers a team keeps, compares and asks."""

from django.apps import AppConfig


class ShortlistsConfig(AppConfig):
    name = "search_index.shortlists"
    label = "shortlists"

    def ready(self) -> None:
        from search_index.shortlists import merge_registrations, registrations  # noqa: F401
