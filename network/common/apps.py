"""The ground under every app: outbox, access declarations, refusals, registries, shell."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "network.common"
    label = "common"

    def ready(self) -> None:
        from network.common import checks  # noqa: F401
