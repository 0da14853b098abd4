"""`manage.py restore FILE`: put a backup into an empty machine."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from network.common import backups


class Command(BaseCommand):
    help = "Put a backup back: database and uploads, then the migrations made since."
    requires_system_checks: list[str] = []  # an empty database would fail some

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what the database here holds")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = backups.read(options["file"], replace=options["replace"])
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write(
            f"Restored what was there on {manifest['made_at']}. Start the worker, then run manage.py rebuild_index if"
            " SEARCH_URL names a search server."
        )
