"""The life cycle of a staff: roles of the company's own, many invitations at once, requests to join, handing over."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    name = "companies.staffing"
    label = "staffing"

    def ready(self) -> None:
        from companies.staffing import gated_acts, merge_registrations, office_panels, receivers, registrations  # noqa: F401
