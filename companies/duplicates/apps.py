"""Two pages of one company: found, compared, merged by an operator, and taken apart again."""

from django.apps import AppConfig


class DuplicatesConfig(AppConfig):
    name = "companies.duplicates"
    label = "duplicates"

    def ready(self) -> None:
        from companies.duplicates import merge_registrations, office_panels, receivers, registrations  # noqa: F401
