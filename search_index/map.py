"""The map beside the results: a drawing of our own, without tiles and without asking anybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from search_index import gazetteer
from search_index.backends.base import Near
from search_index.rows import ResultRow

WIDTH, HEIGHT, MARGIN = 256.0, 256.0, 22.0
"""The scale stands below this height."""
KM_A_DEGREE = 111.2
LEAST_SPAN_KM = 4.0
MOST_TOWNS = 80
SHOWN_TOWNS = 6
PIN_RADIUS = 9.0
LETTER_WIDTH, LINE_HEIGHT = 5.2, 12.0
HALVES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)


@dataclass(frozen=True)
class Pin:
    """One or several results of one place."""

    x: float
    y: float
    label: str
    title: str
    is_first: bool


@dataclass(frozen=True)
class Town:
    x: float
    y: float
    name: str
    is_left: bool


@dataclass(frozen=True)
class Scale:
    """A bar of a round length, to read distances by."""

    kilometres: int
    width: float

    @property
    def label_at(self) -> float:
        return self.width + 6


@dataclass(frozen=True)
class Map:
    """What is drawn, in the units of the picture."""

    pins: tuple[Pin, ...]
    towns: tuple[Town, ...]
    scale: Scale
    ring: tuple[float, float, float] | None
    centre: str
    unknown: int


@dataclass(frozen=True)
class _Window:
    """The part of the globe that is drawn, a square around its middle."""

    latitude: float
    longitude: float
    half_km: float

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        east = (longitude - self.longitude) * KM_A_DEGREE * cos(radians(self.latitude))
        north = (latitude - self.latitude) * KM_A_DEGREE
        unit = (WIDTH / 2 - MARGIN) / self.half_km
        return round(WIDTH / 2 + east * unit, 1), round(HEIGHT / 2 - north * unit, 1)

    @property
    def pixels_a_km(self) -> float:
        return (WIDTH / 2 - MARGIN) / self.half_km


def map_of(rows: Sequence[ResultRow], near: Near | None) -> Map | None:
    """The rows that have a place, around the place of the search; None when there is nothing to draw."""
    placed = [row for row in rows if row.point]
    if not placed:
        return None
    window = _window([row.point for row in placed if row.point], near)
    pins = _pins(placed, window)
    ring = None
    if near and near.radius_km:
        ring = (*window.place(*near.point), near.radius_km * window.pixels_a_km)
    return Map(
        pins=pins,
        towns=_towns(window, pins),
        scale=_scale(window),
        ring=ring,
        centre=near.label if near else "",
        unknown=len(rows) - len(placed),
    )


def _window(points: list[tuple[float, float]], near: Near | None) -> _Window:
    if near and near.radius_km:
        return _Window(near.point.latitude, near.point.longitude, float(near.radius_km))
    everything = [*points, *([(near.point.latitude, near.point.longitude)] if near else [])]
    south, north = min(one[0] for one in everything), max(one[0] for one in everything)
    west, east = min(one[1] for one in everything), max(one[1] for one in everything)
    middle = (south + north) / 2
    height = (north - south) * KM_A_DEGREE
    width = (east - west) * KM_A_DEGREE * cos(radians(middle))
    return _Window(middle, (west + east) / 2, max(height, width, LEAST_SPAN_KM) / 2)


def _pins(rows: list[ResultRow], window: _Window) -> tuple[Pin, ...]:
    """Results that would cover each other share a pin; the best one stands on top."""
    groups: list[tuple[float, float, list[ResultRow]]] = []
    for row in rows:
        x, y = window.place(*row.point)  # type: ignore[misc]
        near = next((one for one in groups if abs(one[0] - x) < PIN_RADIUS and abs(one[1] - y) < PIN_RADIUS), None)
        if near:
            near[2].append(row)
        else:
            groups.append((x, y, [row]))
    pins = [
        Pin(
            x=x,
            y=y,
            label=str(members[0].position) if len(members) == 1 else f"{members[0].position}+",
            title=", ".join(f"{row.position} {row.company.name}" for row in members),
            is_first=members[0] is rows[0],
        )
        for x, y, members in groups
    ]
    return tuple(reversed(pins))


def _towns(window: _Window, pins: tuple[Pin, ...]) -> tuple[Town, ...]:
    """The largest cities in sight whose names cover neither pins nor each other."""
    taken = [(pin.x - PIN_RADIUS - 2, pin.y - PIN_RADIUS, pin.x + PIN_RADIUS + 2, pin.y + PIN_RADIUS) for pin in pins]
    towns: list[Town] = []
    for city in gazetteer.around(window.latitude, window.longitude, window.half_km, MOST_TOWNS):
        x, y = window.place(city.latitude, city.longitude)
        is_left = x > WIDTH * 0.6
        length = len(city.name) * LETTER_WIDTH + 6
        box = (x - length, y - LINE_HEIGHT / 2, x + 3, y + LINE_HEIGHT / 2)
        if not is_left:
            box = (x - 3, y - LINE_HEIGHT / 2, x + length, y + LINE_HEIGHT / 2)
        is_inside = box[0] > 2 and box[2] < WIDTH - 2 and LINE_HEIGHT < y < HEIGHT - LINE_HEIGHT
        if is_inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            towns.append(Town(x, y, city.name, is_left))
    return tuple(towns[:SHOWN_TOWNS])


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(window: _Window) -> Scale:
    length = next((one for one in reversed(HALVES) if one * window.pixels_a_km <= WIDTH / 3), HALVES[0])
    return Scale(length, round(length * window.pixels_a_km, 1))
