"""Companies: legal entities with a public page, co-managed by their staff."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"

    def ready(self) -> None:
        from companies import (  # noqa: F401
            editing_receivers,
            erasing,
            gated_acts,
            gated_roles,
            import_registrations,
            merge_registrations,
            office_panels,
            registrations,
            selling_registrations,
            sitemaps,
            staff_registrations,
        )
