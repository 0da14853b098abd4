"""A bar on a terminal, nothing elsewhere."""

import time
from typing import Final, TextIO

BAR_WIDTH: Final = 30
SECONDS_BETWEEN_DRAWINGS: Final = 0.1


class Bar:
    """Counts what is done; `total` may turn out too small, the bar is then full."""

    def __init__(self, total: int, terminal: TextIO) -> None:
        self._terminal = terminal
        self._is_shown = terminal.isatty()
        self._total = total
        self._done = 0
        self._drawn_at = 0.0

    def advance(self) -> None:
        self._done += 1
        if self._is_shown and time.monotonic() - self._drawn_at > SECONDS_BETWEEN_DRAWINGS:
            self._draw()

    def close(self, sentence: str = "") -> None:
        """Draw the bar as it stands and leave the line."""
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
