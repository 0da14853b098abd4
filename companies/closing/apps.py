"""A company takes everything with it, and closes: days of grace, then its page is erased and its books stay."""

from django.apps import AppConfig


class ClosingConfig(AppConfig):
    name = "companies.closing"

    def ready(self) -> None:
        from companies.closing import merge_registrations, office_panels, receivers, registrations  # noqa: F401
