"""How the network earns: the revenue stage, offers and promotional codes, the history of the catalogue, the figures."""

from django.apps import AppConfig


class RevenueConfig(AppConfig):
    name = "premium.revenue"
    label = "revenue"

    def ready(self) -> None:
        from premium.revenue import receivers, registrations  # noqa: F401
