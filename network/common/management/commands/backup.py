"""`manage.py backup FILE`: the database and the uploads in one file."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from network.common import backups

REMINDER = """
The secrets are not in it: keep the environment (SECRET_KEY, DATABASE_URL, STRIPE_…, EMAIL_URL) in another safe place.
Without the same SECRET_KEY, sessions and the links in mails already sent end; nothing else is lost.
The file holds personal data: encrypt it before it leaves this machine. Try it: manage.py restore on an empty machine."""


class Command(BaseCommand):
    help = "Write the database and the uploads to one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a file that does not exist yet, for example comptoir.tar")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            backups.write(path)
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path}: {path.stat().st_size / 1_000_000:.1f} MB.{REMINDER}")
