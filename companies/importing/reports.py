"""Who listens to an import: the progress bar, the operator's report, the list of doubtful rows."""

import csv
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, TextIO

from companies.importing.outcomes import Fate, Outcome

REPORT_COLUMNS: Final = ("file", "line", "key", "name", "country", "number", "outcome", "page", "remarks")
BAR_WIDTH: Final = 30
SECONDS_BETWEEN_DRAWINGS: Final = 0.1
MOST_LISTED: Final = 100
OPENS_A_FORMULA: Final = ("=", "+", "-", "@", "\t")


class Listener(Protocol):
    """Whoever is told every row's fate."""

    def tell(self, fate: Fate) -> None: ...


class Report:
    """A CSV file with a line for every row."""

    def __init__(self, file: TextIO) -> None:
        self._writer = csv.writer(file)
        self._writer.writerow(REPORT_COLUMNS)

    def tell(self, fate: Fate) -> None:
        row = fate.row
        cells = (row.record_id, row.name, row.country, row.registration_number, fate.outcome.value, fate.page)
        remarks = " | ".join(fate.remarks)
        self._writer.writerow([fate.file, row.line, *(_harmless(text) for text in (*cells, remarks))])


def _harmless(text: str) -> str:
    """Keep a spreadsheet from running a cell that opens like a formula."""
    return f"'{text}" if text.startswith(OPENS_A_FORMULA) else text


class Doubtful:
    """The rows an operator has to look at, as lines to print."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.unlisted = 0

    def tell(self, fate: Fate) -> None:
        if fate.outcome is not Outcome.DOUBTFUL:
            return
        if len(self.lines) == MOST_LISTED:
            self.unlisted += 1
            return
        self.lines.append(f"{fate.file}:{fate.row.line} {fate.row.name}: {' '.join(fate.remarks)}")


class Progress:
    """A bar on a terminal, nothing elsewhere; counts lines first, so that it knows the end."""

    def __init__(self, files: Sequence[Path], terminal: TextIO) -> None:
        self._terminal = terminal
        self._is_shown = terminal.isatty()
        self._total = sum(_count_lines(file) - 1 for file in files) if self._is_shown else 0
        self._done = 0
        self._drawn_at = 0.0

    def tell(self, fate: Fate) -> None:
        self._done += 1
        if self._is_shown and time.monotonic() - self._drawn_at > SECONDS_BETWEEN_DRAWINGS:
            self._draw()

    def close(self, sentence: str = "") -> None:
        """Draw the full bar and leave the line."""
        if self._is_shown:
            self._draw()
            self._terminal.write(f" {sentence}\n")

    def _draw(self) -> None:
        self._drawn_at = time.monotonic()
        part = min(self._done / self._total, 1) if self._total > 0 else 1
        filled = round(part * BAR_WIDTH)
        bar = "█" * filled + "░" * (BAR_WIDTH - filled)
        self._terminal.write(f"\r{bar} {part:4.0%} {self._done}/{max(self._total, self._done)}")
        self._terminal.flush()


def _count_lines(file: Path) -> int:
    with file.open("rb") as content:
        return sum(1 for _line in content)
