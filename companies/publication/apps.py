"""Publication: texts that go on line later, and links that show a page before it is on line."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "companies.publication"
    label = "publication"

    def ready(self) -> None:
        from companies.publication import merge_registrations, receivers, registrations  # noqa: F401
