"""Small charts as SVG, drawn on the server."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, FOOT = 720, 200, 24


@dataclass(frozen=True)
class Bar:
    """One bar with its two captions, in the coordinates of the drawing."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def caption_y(self) -> float:
        return round(self.y - 4, 1)


@dataclass(frozen=True)
class BarChart:
    """Bars beside each other on one line."""

    bars: list[Bar]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def line(self) -> int:
        return self.height - FOOT


def bar_chart(labels: Sequence[str], values: Sequence[float], shown: Sequence[str]) -> BarChart:
    """Bars as high as their values; a column of nothing is a hair, so that its label stands on something."""
    step = WIDTH / max(len(values), 1)
    room = HEIGHT - FOOT - 20
    largest = max(values, default=0) or 1
    bars = []
    for position, (label, value, text) in enumerate(zip(labels, values, shown, strict=True)):
        height = max(room * value / largest, 1)
        x = position * step + step * 0.15
        bars.append(
            Bar(round(x, 1), round(HEIGHT - FOOT - height, 1), round(step * 0.7, 1), round(height, 1), label, text)
        )
    return BarChart(bars)
