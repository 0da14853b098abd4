"""Pictures drawn by the program: a shelf, a shop front, a workshop table, always the same for one name and seed."""

import hashlib
import random
from collections.abc import Callable
from io import BytesIO
from typing import Final

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from companies.actions.sections import save_section
from companies.models import Member
from companies.pictures.actions import keep_picture
from companies.uploads import DrawnPicture

WIDTH, HEIGHT = 960, 640
MANY_EVERY: Final = 8
"""Each so manieth company shows all three pictures, the others one."""

PALETTES = [
    ("#e9e2d6", "#12324f", "#b9482a", "#e8b04a"),
    ("#dfe9df", "#20413a", "#c98a3a", "#f3e3d9"),
    ("#e7eefb", "#2b2f36", "#1d3a7a", "#e9b872"),
    ("#f2efe9", "#3b2f2a", "#0c5f66", "#d9c26a"),
]

WORDS: Final = {
    "shelves": {
        "fr": "Des rayonnages garnis de cartons de toutes les couleurs",
        "en": "Shelves filled with boxes of all colours",
    },
    "shop_front": {
        "fr": "La devanture, son store rayé et ses deux vitrines",
        "en": "The shop front with its striped awning and two windows",
    },
    "table": {
        "fr": "Une table de travail avec deux écrans et une lampe",
        "en": "A work table with two screens and a lamp",
    },
}

Pen = ImageDraw.ImageDraw
Colours = tuple[str, str, str, str]
Scene = Callable[[Pen, random.Random, Colours], None]


def shelves(pen: Pen, chance: random.Random, colours: Colours) -> None:
    """Four shelves of boxes."""
    for base in range(160, HEIGHT, 150):
        pen.rectangle((40, base, WIDTH - 40, base + 10), fill=colours[1])
        left = 60
        while left < WIDTH - 150:
            width, height = chance.randint(44, 96), chance.randint(40, 112)
            pen.rectangle((left, base - height, left + width, base - 1), fill=chance.choice(colours[2:]))
            pen.rectangle(
                (left + width // 2 - 5, base - height, left + width // 2 + 5, base - height // 2), fill=colours[0]
            )
            left += width + chance.randint(4, 26)


def shop_front(pen: Pen, chance: random.Random, colours: Colours) -> None:
    """A house, its awning, two windows and a door between them."""
    pen.rectangle((90, 60, WIDTH - 90, HEIGHT - 50), fill=colours[3])
    for left in range(90, WIDTH - 130, 80):
        pen.polygon(((left + 12, 210), (left + 52, 210), (left + 40, 300), (left, 300)), fill=colours[2])
    for left in (130, 590):
        pen.rectangle((left, 330, left + 240, 560), fill=colours[0], outline=colours[1], width=8)
        for number in range(chance.randint(2, 4)):
            x = left + 30 + 52 * number
            pen.ellipse((x, 470, x + 44, 514), fill=chance.choice((colours[1], colours[2])))
        pen.rectangle((left, 514, left + 240, 526), fill=colours[1])
    pen.rectangle((410, 330, 550, HEIGHT - 50), fill=colours[1])
    pen.ellipse((520, 460, 536, 476), fill=colours[3])
    pen.rectangle((250, 100, 710, 170), fill=colours[1])
    pen.rectangle((0, HEIGHT - 50, WIDTH, HEIGHT), fill=colours[1])


def table(pen: Pen, chance: random.Random, colours: Colours) -> None:
    """A table with two screens and a lamp over it."""
    pen.rectangle((60, 470, WIDTH - 60, 494), fill=colours[1])
    for left in (110, WIDTH - 130):
        pen.rectangle((left, 494, left + 20, HEIGHT), fill=colours[1])
    for left in (180, 440):
        pen.rectangle((left, 270, left + 220, 420), fill=colours[1])
        for line in range(5):
            pen.rectangle(
                (left + 20, 290 + 24 * line, left + chance.randint(70, 200), 300 + 24 * line), fill=colours[3]
            )
        pen.rectangle((left + 100, 420, left + 120, 470), fill=colours[1])
    lamp = chance.randint(710, 790)
    pen.line((lamp, 0, lamp, 190), fill=colours[1], width=6)
    pen.polygon(((lamp - 70, 260), (lamp + 70, 260), (lamp + 26, 190), (lamp - 26, 190)), fill=colours[2])
    pen.rectangle((lamp - 40, 420, lamp + 10, 470), fill=colours[2])


SCENES: dict[str, Scene] = {"shelves": shelves, "shop_front": shop_front, "table": table}


def draw_picture(name: str, scene: str, seed: int) -> DrawnPicture:
    """A WebP of 960 x 640 pixels; the same name, scene and seed give the same bytes."""
    chance = random.Random(hashlib.sha256(f"{seed}:{scene}:{name}".encode()).digest())  # noqa: S311 - a drawing, not a secret
    colours = chance.choice(PALETTES)
    image = Image.new("RGB", (WIDTH, HEIGHT), colours[0])
    SCENES[scene](ImageDraw.Draw(image), chance, colours)
    drawn = BytesIO()
    image.save(drawn, "WEBP", quality=80, method=2)
    return DrawnPicture(ContentFile(drawn.getvalue(), name=f"{scene}.webp"), WIDTH, HEIGHT)


def show_pictures(member: Member, language: str, seed: int, number: int) -> None:
    """Fill the pictures of a page, each with what it shows in the language of its company."""
    scenes = list(SCENES)
    scenes = scenes[number % len(scenes) :] + scenes[: number % len(scenes)]
    rows = [
        {
            "picture": keep_picture(acting=member, drawn=draw_picture(member.company.name, scene, seed)).pk,
            "alt": WORDS[scene].get(language, WORDS[scene]["en"]),
            "is_cover": False,
        }
        for scene in (scenes if number % MANY_EVERY == 0 else scenes[:1])
    ]
    content = {"pictures": rows, "video": "", "video_title": ""}
    save_section(acting=member, kind="pictures", content=content, base_version=0)
