"""Verification: how a company proves who it is, by checks of the machine and papers an operator reads."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    name = "companies.verification"
    label = "verification"

    def ready(self) -> None:
        from companies.verification import merge_registrations, office_panels, receivers, registrations  # noqa: F401
