"""Searches people keep, and the news of what newly answers them."""

from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "search_index.alerts"
    label = "alerts"

    def ready(self) -> None:
        from search_index.alerts import merge_registrations, receivers, registrations  # noqa: F401
