"""Notifications: what a person is told, in the page and by mail."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "network.notifications"
    label = "notifications"

    def ready(self) -> None:
        from network.notifications import receivers, registrations  # noqa: F401
