"""The cover of a company page: a drawing of lines that follows from the company's id, always the same."""

import random
from dataclasses import dataclass

WIDTH, HEIGHT = 1440, 176

# Deep grounds of the palette's neighbourhood and the point of colour each carries.
GROUNDS = (
    ("#12324f", "#e8b04a"),
    ("#123c33", "#e3c46a"),
    ("#3b2440", "#e59a8b"),
    ("#4a2a1c", "#e8b04a"),
    ("#1f2f3a", "#8fd0c0"),
    ("#2a3320", "#d9c26a"),
    ("#39202a", "#f0b59b"),
    ("#16333d", "#efc27a"),
)


@dataclass(frozen=True)
class Line:
    """One line of the drawing: path data and how strongly it shows."""

    path: str
    opacity: str


@dataclass(frozen=True)
class Cover:
    """Ground, lines and one point; everything as SVG attributes, so that no inline style is needed."""

    ground: str
    point_colour: str
    point_x: int
    point_y: int
    lines: tuple[Line, ...]


def cover_of(company_id: int) -> Cover:
    """The drawing of a company."""
    chance = random.Random(company_id)  # noqa: S311 - a drawing, not a secret
    ground, point_colour = GROUNDS[company_id % len(GROUNDS)]
    x = chance.randrange(860, 1240)
    draw = (_fan, _waves, _counters)[(company_id // len(GROUNDS)) % 3]
    return Cover(ground, point_colour, x, chance.randrange(20, 60), draw(chance, x))


def _opacity(step: int, steps: int) -> str:
    return f"{0.34 - 0.27 * step / steps:.3f}"


def _fan(chance: random.Random, x: int) -> tuple[Line, ...]:
    """Two families of curves that part under the point."""
    spread = chance.randrange(70, 110)
    lines = []
    for step in range(11):
        left, right = x - 10 - 6 * step, x + 10 + 6 * step
        lines += [
            Line(
                f"M{left} -10C{left - 40 - 40 * step} {60 + 3 * step} {left - 130 - 78 * step} {120 + 4 * step} "
                f"{left - 390 - (spread + 15) * step} 200",
                _opacity(step, 10),
            ),
            Line(
                f"M{right} -10C{right + 20 + 24 * step} {60 + 3 * step} {right + 70 + 46 * step} {120 + 4 * step} "
                f"{right + 210 + (spread - 20) * step} 200",
                _opacity(step, 10),
            ),
        ]
    return tuple(lines)


def _waves(chance: random.Random, x: int) -> tuple[Line, ...]:
    """Long swells, nearer to each other towards the bottom."""
    height, phase = chance.randrange(18, 40), chance.randrange(0, 240)
    lines = []
    for step in range(12):
        y = 20 + 14 * step
        lines.append(
            Line(
                f"M{-phase} {y}C{x - 620} {y - height - 3 * step} {x - 360} {y + height + 2 * step} {x} {y - step}"
                f"S{x + 420} {y - height} 1680 {y + 8}",
                _opacity(step, 11),
            )
        )
    return tuple(lines)


def _counters(chance: random.Random, x: int) -> tuple[Line, ...]:
    """Counters seen from above: steps that go down from left and right to the point."""
    rise = chance.choice((12, 14, 16))
    lines = []
    for step in range(11):
        y, reach = 14 + rise * step, 60 + 52 * step
        lines.append(Line(f"M-10 {y}H{x - reach}l{rise} {rise}H{x + reach}l{rise} -{rise}H1450", _opacity(step, 10)))
    return tuple(lines)
