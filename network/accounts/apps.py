"""People: sign-up, sign-in, preferences."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "network.accounts"
    label = "accounts"

    def ready(self) -> None:
        from network.accounts import receivers  # noqa: F401
