"""Who listens to an import: the progress bar, the operator's report, the list of doubtful rows."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol, TextIO

from companies.importing.outcomes import Fate, Outcome
from network.common.progress import Bar
from network.common.spreadsheets import harmless

REPORT_COLUMNS: Final = ("file", "line", "key", "name", "country", "number", "outcome", "page", "remarks")
MOST_LISTED: Final = 100


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
        self._writer.writerow([fate.file, row.line, *(harmless(text) for text in (*cells, remarks))])


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
    """A bar over all rows on a terminal; counts lines first, so that it knows the end."""

    def __init__(self, files: Sequence[Path], terminal: TextIO) -> None:
        self._bar = Bar(sum(_count_lines(file) - 1 for file in files) if terminal.isatty() else 0, terminal)

    def tell(self, fate: Fate) -> None:
        self._bar.advance()

    def close(self, sentence: str = "") -> None:
        """Leave the line of the bar."""
        self._bar.close(sentence)


def _count_lines(file: Path) -> int:
    with file.open("rb") as content:
        return sum(1 for _line in content)
