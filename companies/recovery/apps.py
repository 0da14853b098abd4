"""Recovery: a company whose owners are gone comes back into the hands of its people."""

from django.apps import AppConfig


class RecoveryConfig(AppConfig):
    name = "companies.recovery"
    label = "recovery"

    def ready(self) -> None:
        from companies.recovery import merge_registrations, office_panels, registrations  # noqa: F401
