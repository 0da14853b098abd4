"""The member's desk and the feed of followed companies."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "network.feed"
    label = "feed"

    def ready(self) -> None:
        from network.feed import merge_registrations, receivers, registrations  # noqa: F401
