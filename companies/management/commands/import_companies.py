"""Import companies from CSV files: `manage.py import_companies FILE… [--dry-run] [--report FILE] [--source NAME]`."""

import json
import resource
import sys
import time
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from companies.actions.importing import import_companies
from companies.choices import DEFAULT_SOURCE
from companies.importing.outcomes import Fate, Sums
from companies.importing.reading import UnreadableFile
from companies.importing.reports import Doubtful, Listener, Progress, Report
from network.common import outbox

BYTES_PER_MEGABYTE = 1024 * 1024
BYTES_PER_UNIT_OF_MAXRSS = 1 if sys.platform == "darwin" else 1024


class Command(BaseCommand):
    """Import, index, and print the sums as one JSON object on the last line."""

    help = "Import companies from CSV files of a register: known rows change nothing, numbers tell who is who."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="CSV file separated by semicolons")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write the fate of every row to this CSV file")
        parser.add_argument("--source", default=DEFAULT_SOURCE, metavar="NAME", help="the register the files come from")

    def handle(self, *_arguments: Any, files: list[Path], report: Path | None, **options: Any) -> None:
        started = time.monotonic()
        missing = [str(file) for file in files if not file.is_file()]
        if missing:
            raise CommandError(f"Not a file: {', '.join(missing)}")
        doubtful = Doubtful()
        with ExitStack() as opened:
            listeners: list[Listener] = [doubtful]
            if report is not None:
                file = opened.enter_context(report.open("w", encoding="utf-8", newline=""))
                listeners.append(Report(file))
            sums = self._import(files, listeners, source=options["source"], is_rehearsal=options["dry_run"])
        self._print_doubtful(doubtful)
        self._print_sums(sums, started, is_rehearsal=options["dry_run"])

    def _import(self, files: Sequence[Path], listeners: list[Listener], *, source: str, is_rehearsal: bool) -> Sums:
        progress = Progress(files, sys.stderr)
        listeners = [*listeners, progress]

        def tell(fate: Fate) -> None:
            for listener in listeners:
                listener.tell(fate)

        try:
            sums = import_companies(files=files, tell=tell, source=source, is_rehearsal=is_rehearsal)
        except UnreadableFile as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        progress.close()
        if not is_rehearsal:
            drain_outbox()
        return sums

    def _print_doubtful(self, doubtful: Doubtful) -> None:
        for line in doubtful.lines:
            self.stdout.write(f"doubtful {line}")
        if doubtful.unlisted:
            self.stdout.write(f"doubtful and {doubtful.unlisted} more: see the back office or --report")

    def _print_sums(self, sums: Sums, started: float, *, is_rehearsal: bool) -> None:
        if is_rehearsal:
            self.stdout.write("Dry run: nothing was written.")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES_PER_UNIT_OF_MAXRSS / BYTES_PER_MEGABYTE
        figures = {"seconds": round(time.monotonic() - started, 2), "peak_memory_mb": round(peak, 1)}
        self.stdout.write(json.dumps({**sums.as_dict(), **figures, **sums.followed}))


def drain_outbox() -> None:
    """Do everything the import asked for, indexing too, without waiting for the worker."""
    while outbox.relay():
        pass
