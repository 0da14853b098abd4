"""`manage.py restore FILE`: put a backup into an empty machine."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser, call_command

from network.common import backups, erased_list, erasing


class Command(BaseCommand):
    help = "Put a backup back: database and uploads, then the migrations made since."
    requires_system_checks: list[str] = []  # an empty database would fail some

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="lose what the database here holds")
        parser.add_argument(
            "--erasures", type=Path, help="the list of erasures of the lost machine, if its folder is lost too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        erased = [*erased_list.read(erased_list.path()), *erased_list.in_database()]
        if options["erasures"]:
            if not options["erasures"].exists():
                raise CommandError(f"{options['erasures']} does not exist.")
            erased += erased_list.read(options["erasures"])
        try:
            manifest = backups.read(options["file"], replace=options["replace"])
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0, interactive=False)
        count = sum(erasing.again[kind](number, fingerprint) for kind, number, fingerprint in dict.fromkeys(erased))
        self.stdout.write(
            f"Restored what was there on {manifest['made_at']}. Start the worker, then run manage.py rebuild_index if"
            " SEARCH_URL names a search server."
            f" Erased again since that day: {count}."
        )
