"""Invoices: numbered without gaps, never changed, as Factur-X; the evidence of their VAT; what the accountant gets."""

from django.apps import AppConfig


class InvoicesConfig(AppConfig):
    name = "premium.invoices"
    label = "invoices"

    def ready(self) -> None:
        from premium.invoices import checks, merge_registrations, office_panels, receivers, registrations  # noqa: F401
