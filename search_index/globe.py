"""Places on the globe: distances, and the cells that an inverted index can be asked for."""

from math import asin, ceil, cos, degrees, floor, radians, sin, sqrt
from typing import NamedTuple

EARTH_KM = 6371.0087714
"""The mean radius Lucene computes with: every engine gives the same distances."""

CELL_LEVELS = 12
"""Cells of the finest level are five kilometres high."""
KM_A_DEGREE = EARTH_KM * radians(1)
FARTHEST_KM = 20_100


class Point(NamedTuple):
    """A place in degrees."""

    latitude: float
    longitude: float


class Vector(NamedTuple):
    """The same place on a globe of radius 1, where nearness is plain arithmetic, also for a database."""

    x: float
    y: float
    z: float


def vector(point: Point) -> Vector:
    latitude, longitude = radians(point.latitude), radians(point.longitude)
    return Vector(cos(latitude) * cos(longitude), cos(latitude) * sin(longitude), sin(latitude))


def squared_chord(one: Vector, other: Vector) -> float:
    """What grows with the distance; compared with `squared_chord_of`."""
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2 + (one.z - other.z) ** 2


def squared_chord_of(kilometres: float) -> float:
    return (2 * sin(min(kilometres, FARTHEST_KM - 100) / (2 * EARTH_KM))) ** 2


def kilometres(one: Vector, other: Vector) -> float:
    """As the crow flies."""
    return 2 * EARTH_KM * asin(min(1.0, sqrt(squared_chord(one, other)) / 2))


def cell(point: Point, level: int = CELL_LEVELS) -> str:
    """The cell a place lies in: each digit divides the cell before it in four, so a larger cell is a beginning."""
    row, column = _row_and_column(point, level)
    return _digits(row, column, level)


def cells_around(point: Point, kilometres: float) -> tuple[str, ...]:
    """Few cells that together hold everything within a distance; `("",)` when that is a large part of the globe."""
    height = kilometres / KM_A_DEGREE
    widest = max(abs(point.latitude - height), abs(point.latitude + height))
    if widest >= 89:
        return ("",)
    width = degrees(asin(min(1.0, sin(radians(height)) / cos(radians(point.latitude)))))
    level = CELL_LEVELS
    while level and (180 / 2**level < height / 2 or 360 / 2**level < width / 2):
        level -= 1
    rows = _numbers(point.latitude + 90, height, 180 / 2**level)
    columns = _numbers(point.longitude + 180, width, 360 / 2**level)
    found = {_digits(row, column % 2**level, level) for row in rows if 0 <= row < 2**level for column in columns}
    return tuple(sorted(found))


def _numbers(middle: float, reach: float, size: float) -> range:
    return range(floor((middle - reach) / size), ceil((middle + reach) / size) + 1)


def _row_and_column(point: Point, level: int) -> tuple[int, int]:
    row = min(2**level - 1, int((point.latitude + 90) / 180 * 2**level))
    column = int((point.longitude + 180) / 360 * 2**level) % 2**level
    return row, column


def _digits(row: int, column: int, level: int) -> str:
    return "".join(str(((row >> bit & 1) << 1) | (column >> bit & 1)) for bit in range(level - 1, -1, -1))
