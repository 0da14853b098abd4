"""Approvals: the company chooses which acts need a second person."""

from django.apps import AppConfig


class ApprovalsConfig(AppConfig):
    name = "companies.approvals"
    label = "approvals"

    def ready(self) -> None:
        from companies.approvals import merge_registrations, office_panels, receivers, registrations  # noqa: F401
