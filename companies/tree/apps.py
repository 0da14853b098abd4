"""The tree of companies: legal entity, establishments, shops and brands."""

from django.apps import AppConfig


class TreeConfig(AppConfig):
    name = "companies.tree"
    label = "tree"

    def ready(self) -> None:
        from companies.tree import gated_acts, merge_registrations, office_panels, receivers, registrations  # noqa: F401
