"""Conversations between two companies."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "connections.messaging"
    label = "messaging"

    def ready(self) -> None:
        from connections.messaging import merge_registrations, receivers, registrations  # noqa: F401
