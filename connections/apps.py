"""Follows, connections and introductions between companies."""

from django.apps import AppConfig


class ConnectionsConfig(AppConfig):
    name = "connections"
    label = "connections"

    def ready(self) -> None:
        from connections import merge_registrations, office_panels, pack_results, receivers, registrations  # noqa: F401
