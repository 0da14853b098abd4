"""The picture that others show beside a link to a company's page: its drawing (or its own cover), logo, name and sentence."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw, ImageFont, ImageOps

from companies.cover import HEIGHT as COVER_HEIGHT
from companies.cover import WIDTH as COVER_WIDTH
from companies.cover import Cover
from network.common.assets import FONTS

if TYPE_CHECKING:
    from companies.selectors.page import CompanyPage

WIDTH, HEIGHT = 1200, 630
"""Pixels, as Open Graph's readers want it (1.91 to 1)."""

DRAWN_AS: Final = "1"
"""Raised when the drawing changes: readers fetch it anew."""

BAND, MARGIN, LOGO = 232, 72, 152
PAPER, INK, SOFT, PROOF = "#fbfcfb", "#14201c", "#3f4d48", "#28479a"
SERIF, SANS = FONTS[1].path, FONTS[2].path
STEPS = 24
Point = tuple[float, float]


def version_of(page: "CompanyPage") -> str:
    """Changes with what the card shows."""
    shown = (DRAWN_AS, page.name, *_words(page), page.company.logo.name, page.picture and page.picture.url)
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:12]


def draw_card(page: "CompanyPage") -> bytes:
    """A PNG of 1200 x 630 pixels; a tenth of a second."""
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    card.paste(_band(page), (0, 0))
    pen = ImageDraw.Draw(card)
    _paste_logo(card, pen, page)
    offer, facts = _words(page)
    top = BAND + 116
    for line in _lines(page.name, _serif(68), WIDTH - 2 * MARGIN, 2 if len(offer) < 60 else 1):
        pen.text((MARGIN, top), line, font=_serif(68), fill=INK, anchor="ls")
        top += 74
    top -= 12
    for line in _lines(offer, _sans(32), WIDTH - 2 * MARGIN, 2):
        pen.text((MARGIN, top), line, font=_sans(32), fill=SOFT, anchor="ls")
        top += 44
    pen.line((MARGIN, HEIGHT - 92, WIDTH - MARGIN, HEIGHT - 92), fill=INK, width=4)
    pen.text((WIDTH - MARGIN, HEIGHT - 44), "Comptoir", font=_serif(34), fill=INK, anchor="rs")
    [line] = _lines(facts, _sans(26), WIDTH - 2 * MARGIN - 220, 1) or [""]
    pen.text((MARGIN, HEIGHT - 44), line, font=_sans(26), fill=PROOF, anchor="ls")
    drawn = BytesIO()
    card.save(drawn, "PNG", optimize=True)
    return drawn.getvalue()


def _words(page: "CompanyPage") -> tuple[str, str]:
    return page.company.offer, " · ".join(fact for fact in (*page.facts[:2], page.ladder.name) if fact)


def _band(page: "CompanyPage") -> Image.Image:
    """The company's own cover, else its drawing."""
    if page.picture is None:
        return _drawn(page.cover)
    with page.picture.file.open() as file, Image.open(file) as picture:
        return ImageOps.fit(picture.convert("RGB"), (WIDTH, BAND), Image.Resampling.LANCZOS)


def _drawn(cover: Cover) -> Image.Image:
    """The lines of the cover, its point in the picture; drawn twice as large and narrowed, so that they are smooth."""
    scale = 2 * BAND / COVER_HEIGHT
    offset = min(max(cover.point_x * scale - 1.4 * WIDTH, 0), COVER_WIDTH * scale - 2 * WIDTH)
    band = Image.new("RGB", (2 * WIDTH, 2 * BAND), cover.ground)
    pen = ImageDraw.Draw(band, "RGBA")
    for line in cover.lines:
        points = [(x * scale - offset, y * scale) for x, y in points_of(line.path)]
        pen.line(points, fill=(255, 255, 255, round(255 * float(line.opacity))), width=4, joint="curve")
    x, y = cover.point_x * scale - offset, cover.point_y * scale
    pen.ellipse((x - 11, y - 11, x + 11, y + 11), fill=cover.point_colour)
    return band.resize((WIDTH, BAND), Image.Resampling.LANCZOS)


def points_of(path: str) -> list[Point]:
    """The points of a path of ours (M, C, S, H, l), its curves in `STEPS` straight pieces."""
    points: list[Point] = []
    control = (0.0, 0.0)
    for command, written in re.findall(r"([MCSHl])([^MCSHl]*)", path):
        numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", written)]
        x, y = points[-1] if points else (0.0, 0.0)
        if command == "H":
            points.append((numbers[0], y))
            continue
        pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
        if command == "M":
            points += pairs
        elif command == "l":
            points.append((x + pairs[0][0], y + pairs[0][1]))
        else:
            first = pairs[0] if command == "C" else (2 * x - control[0], 2 * y - control[1])
            control, end = pairs[-2:]
            points += _curve((x, y), first, control, end)
    return points


def _curve(start: Point, first: Point, second: Point, end: Point) -> Iterator[Point]:
    for step in range(1, STEPS + 1):
        t = step / STEPS
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, first, second, end)
        yield (
            sum(weight * corner[0] for weight, corner in zip(weights, corners, strict=True)),
            sum(weight * corner[1] for weight, corner in zip(weights, corners, strict=True)),
        )


def _paste_logo(card: Image.Image, pen: ImageDraw.ImageDraw, page: "CompanyPage") -> None:
    """A square over the edge of the band; without a logo the first letters, as in every list."""
    left, top = MARGIN, BAND - LOGO + 30
    pen.rectangle((left - 6, top - 6, left + LOGO + 5, top + LOGO + 5), fill="white", outline=INK, width=2)
    if page.company.logo:
        with page.company.logo.open() as file, Image.open(file) as logo:
            square = ImageOps.contain(logo.convert("RGBA"), (LOGO, LOGO), Image.Resampling.LANCZOS)
            card.paste(square, (left + (LOGO - square.width) // 2, top + (LOGO - square.height) // 2), square)
    else:
        centre = (left + LOGO // 2, top + LOGO // 2)
        pen.text(centre, page.name[:2].upper(), font=_serif(76), fill=INK, anchor="mm")


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """The text in at most so many lines of that width; what does not fit ends in three dots."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        elif len(lines) == most:
            lines[-1] += "…"
            break
        else:
            lines.append(word)
    return [_cut(line, font, width) for line in lines]


def _cut(line: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(line) <= width:
        return line
    while font.getlength(f"{line}…") > width:
        line = line[:-1]
    return f"{line.rstrip(' ,.;…')}…"


@cache
def _serif(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(SERIF), size)


@cache
def _sans(size: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(SANS), size)
    font.set_variation_by_axes([450])
    return font
