"""Pictures: the cover, the gallery and the video of a company page."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "companies.pictures"
    label = "pictures"

    def ready(self) -> None:
        from companies.pictures import merge_registrations, receivers, registrations  # noqa: F401
