"""`manage.py build_assets`: fonts, the style sheet and compiled translations, when they are out of date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation.reloader import translation_file_changed

from network import environment
from network.common import assets


class Command(BaseCommand):
    help = "Build fonts, the style sheet and compiled translations; free when nothing changed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="build everything again")

    def handle(self, *args: Any, force: bool, verbosity: int, **options: Any) -> None:
        built = assets.build(environment.ROOT, environment.VAR / "assets", force=force)
        built += [line for maker in assets.makers for line in maker()]
        # Without this, the command that goes on in this process (`start` fills the network) would keep Wagtail's words for ours.
        translation_file_changed(None, environment.ROOT / "django.mo")
        if verbosity:
            self.stdout.write("\n".join(built) or "Everything is up to date.")
