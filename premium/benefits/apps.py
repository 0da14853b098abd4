"""What a pack gives and has brought: the page to date, and the honest report before it is renewed."""

from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "premium.benefits"
    label = "benefits"

    def ready(self) -> None:
        from premium.benefits import registrations  # noqa: F401
