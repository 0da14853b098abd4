"""Tables that people open in a spreadsheet: streamed, and no cell ever runs as a formula."""

import csv
from collections.abc import Iterable, Iterator
from typing import Final

OPENS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it Excel takes the accents for another alphabet."""


def harmless(text: str) -> str:
    """Keep a spreadsheet from running a cell that opens like a formula."""
    return f"'{text}" if text.startswith(OPENS_A_FORMULA) else text


class _Line:
    """What the csv module writes to: it keeps nothing."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows as lines of a CSV file separated by semicolons, one by one."""
    writer = csv.writer(_Line(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
