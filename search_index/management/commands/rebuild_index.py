"""Write the whole search index anew, in batches; searches are answered meanwhile."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from companies.models import Company
from search_index import actions


class Command(BaseCommand):
    help = "Writes the search index anew; with --compare, only what differs from the companies."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compare", action="store_true", help="repair only entries that differ")

    def handle(self, *args: Any, compare: bool, **options: Any) -> None:
        total = Company.objects.count()

        def progress(done: int) -> None:
            self.stderr.write(f"\r{done} / {total}", ending="")
            self.stderr.flush()

        result = (actions.compare_index if compare else actions.rebuild_index)(progress)
        self.stderr.write("")
        self.stdout.write(f"{result.compared} companies compared, {result.repaired} entries written or deleted")
