"""Write the whole search index anew, in batches; searches are answered meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from companies.models import Company
from search_index import actions
from search_index.pushes import is_in_use

WIDTH = 40


class Command(BaseCommand):
    help = (
        "Fills a new index of the search server and lets it answer; a command that was killed goes on where it stood. "
        "Without a search server, and with --entries, writes the database's own index anew; with --compare, only what differs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--compare", action="store_true", help="repair only what differs, in the database and on the server"
        )
        parser.add_argument("--entries", action="store_true", help="write the database's own index anew")

    def handle(self, *args: Any, compare: bool, entries: bool, **options: Any) -> None:
        total = max(1, Company.objects.count())

        def progress(done: int) -> None:
            filled = min(WIDTH, WIDTH * done // total)
            self.stderr.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done} / {total}", ending="")
            self.stderr.flush()

        if is_in_use() and not compare and not entries:
            self._rebuild_server(progress)
            return
        result = (actions.compare_index if compare else actions.rebuild_index)(progress)
        self.stderr.write("")
        self.stdout.write(f"{result.compared} companies compared, {result.repaired} entries written or deleted")

    def _rebuild_server(self, progress: actions.Progress) -> None:
        from search_index.mirror import FAILURES, RebuildStopped

        try:
            copied = actions.rebuild_server(progress)
        except (*FAILURES, RebuildStopped) as error:
            raise CommandError(f"The search server failed; run the command again to go on. {error}") from error
        self.stderr.write("")
        self.stdout.write(f"{copied} companies in a new index, which answers now")
