"""Finding companies: the index, its engines and the search page."""

from django.apps import AppConfig


class SearchIndexConfig(AppConfig):
    name = "search_index"
    label = "search_index"

    def ready(self) -> None:
        from search_index import checks, merge_registrations, receivers, registrations  # noqa: F401
