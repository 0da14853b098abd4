"""Logos drawn by the program: one flat ground, one geometric figure, always the same for one name."""

import hashlib
import io
import math
import random
from collections.abc import Callable
from functools import cache

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIDE = 224
GROUNDS = [
    ("#12324f", "#8fb9d6"), ("#20413a", "#dfe9df"), ("#fbf1ea", "#b9482a"), ("#15181c", "#e8c01f"), ("#eff4e6", "#3d6a2b"),
    ("#6e1a26", "#f3e3d9"), ("#0c5f66", "#ffffff"), ("#f2efe9", "#1d1d1b"), ("#e7eefb", "#1d3a7a"), ("#2b2f36", "#d9dde3"),
    ("#f7f1e8", "#2e4a8f"), ("#3b2f2a", "#e9b872"),
]  # fmt: skip

Draw = ImageDraw.ImageDraw
Figure = Callable[[Draw, random.Random, str], None]


@cache
def _pairs(seed: int) -> list[tuple[tuple[str, str], Figure]]:
    """Every figure on every ground, shuffled: no two companies look alike before all pairs are used."""
    pairs = [(ground, figure) for ground in GROUNDS for figure in FIGURES]
    random.Random(seed).shuffle(pairs)  # noqa: S311 - a drawing, not a secret
    return pairs


def draw_logo(name: str, seed: int, number: int) -> ContentFile:
    """A square PNG of 224 px for the company of this number; the same name, seed and number give the same bytes."""
    chance = random.Random(hashlib.sha256(f"{seed}:{name}".encode()).digest())  # noqa: S311 - a drawing, not a secret
    (ground, ink), figure = _pairs(seed)[number % (len(GROUNDS) * len(FIGURES))]
    image = Image.new("RGB", (SIDE, SIDE), ground)
    figure(ImageDraw.Draw(image), chance, ink)
    buffer = io.BytesIO()
    image.save(buffer, "PNG", optimize=True)
    return ContentFile(buffer.getvalue(), name="logo.png")


def bars(draw: Draw, chance: random.Random, ink: str) -> None:
    """Upright bars of unequal height."""
    count = chance.randint(3, 6)
    width = 150 // (2 * count - 1)
    for index in range(count):
        left = 37 + 2 * index * width
        draw.rectangle((left, 180 - chance.randint(50, 130), left + width, 180), fill=ink)


def rings(draw: Draw, chance: random.Random, ink: str) -> None:
    """Circles in one another."""
    for radius in range(80, 15, -chance.choice((22, 28, 34))):
        draw.ellipse(
            (112 - radius, 112 - radius, 112 + radius, 112 + radius), outline=ink, width=chance.choice((8, 12))
        )


def peaks(draw: Draw, chance: random.Random, ink: str) -> None:
    """Two or three mountains."""
    for centre in chance.sample((70, 112, 154), chance.randint(2, 3)):
        height = chance.randint(70, 130)
        draw.polygon(((centre - 56, 176), (centre, 176 - height), (centre + 56, 176)), outline=ink, width=9)


def waves(draw: Draw, chance: random.Random, ink: str) -> None:
    """Lines of water."""
    amplitude, length = chance.randint(8, 18), chance.randint(50, 90)
    for base in range(72, 170, 32):
        points = [(x, base + amplitude * math.sin(2 * math.pi * x / length)) for x in range(36, 190, 4)]
        draw.line(points, fill=ink, width=10, joint="curve")


def petals(draw: Draw, chance: random.Random, ink: str) -> None:
    """Strokes around a centre."""
    count = chance.choice((5, 6, 8, 12))
    for index in range(count):
        angle = 2 * math.pi * index / count
        near, far = (
            (112 + 26 * math.cos(angle), 112 + 26 * math.sin(angle)),
            (112 + 80 * math.cos(angle), 112 + 80 * math.sin(angle)),
        )
        draw.line((near, far), fill=ink, width=14)


def blocks(draw: Draw, chance: random.Random, ink: str) -> None:
    """Squares on a grid, mirrored left to right."""
    cells = [(column, row) for column in range(3) for row in range(5) if chance.random() < 0.55] or [(2, 2)]
    for column, row in cells:
        for mirrored in {column, 4 - column}:
            draw.rectangle((42 + mirrored * 28, 42 + row * 28, 42 + mirrored * 28 + 27, 42 + row * 28 + 27), fill=ink)


def arch(draw: Draw, chance: random.Random, ink: str) -> None:
    """An arch over a line."""
    inner = chance.randint(26, 44)
    draw.pieslice((44, 52, 180, 188), 180, 360, fill=ink)
    draw.rectangle((44, 118, 44 + 68 - inner, 172), fill=ink)
    draw.rectangle((112 + inner, 118, 180, 172), fill=ink)


def moon(draw: Draw, chance: random.Random, ink: str) -> None:
    """A disc over a line."""
    radius = chance.randint(42, 58)
    centre = 112 + chance.choice((-26, 0, 26))
    draw.ellipse((centre - radius, 44, centre + radius, 44 + 2 * radius), fill=ink)
    draw.rectangle((40, 170, 184, 180), fill=ink)


def stairs(draw: Draw, chance: random.Random, ink: str) -> None:
    """Steps that climb to one side."""
    count = chance.randint(3, 5)
    width = 144 // count
    for index in range(count):
        draw.rectangle(
            (40 + index * width, 180 - (index + 1) * 136 // count, 40 + (index + 1) * width - 6, 180), fill=ink
        )


FIGURES: list[Figure] = [bars, rings, peaks, waves, petals, blocks, arch, moon, stairs]
