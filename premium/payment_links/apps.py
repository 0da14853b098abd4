"""Payment links: somebody else pays an order, without an account."""

from django.apps import AppConfig


class PaymentLinksConfig(AppConfig):
    name = "premium.payment_links"
    label = "payment_links"

    def ready(self) -> None:
        from premium.payment_links import receivers, registrations  # noqa: F401
