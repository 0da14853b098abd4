"""Take everything: what the network holds of a person or of a company, in one file."""

from django.apps import AppConfig


class TakeoutConfig(AppConfig):
    name = "network.takeout"

    def ready(self) -> None:
        from network.takeout import receivers, registrations  # noqa: F401
