"""Standing in: an operator acts for a person of a company, for half an hour, with a reason, in everybody's sight."""

from django.apps import AppConfig


class StandingInConfig(AppConfig):
    name = "companies.standing_in"
    label = "standing_in"

    def ready(self) -> None:
        from companies.standing_in import merge_registrations, office_panels, receivers, registrations  # noqa: F401
