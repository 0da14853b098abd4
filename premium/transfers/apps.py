"""Bank transfers: statements of the bank, their movements, and what was paid too little, too much or twice."""

from django.apps import AppConfig


class TransfersConfig(AppConfig):
    name = "premium.transfers"
    label = "transfers"

    def ready(self) -> None:
        from premium.transfers import registrations  # noqa: F401
