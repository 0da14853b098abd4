"""What is sold: packs, subscriptions, grants and quotas, orders and the money ledger."""

from django.apps import AppConfig


class PremiumConfig(AppConfig):
    name = "premium"
    label = "premium"

    def ready(self) -> None:
        from premium import receivers, registrations  # noqa: F401
