"""Every pair of colours in use can be read, in both themes: text 4.5 to 1, other marks 3 to 1."""

import re

import pytest

from tests.environment import ROOT

pytestmark = pytest.mark.any_database

TOKENS = ROOT / "network" / "static" / "network" / "css" / "tokens.css"
TEXT, MARK = 4.5, 3
GROUNDS = ["paper", "surface", "zinc-1"]
PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "ink-2", "ink-3", "proof", "wax") for ground in GROUNDS),
    *((text, ground, TEXT) for text in ("accent", "accent-hover") for ground in GROUNDS),
    *((text, "zinc-2", TEXT) for text in ("ink", "ink-2", "ink-3")),
    *((text, "accent-soft", TEXT) for text in ("ink", "ink-2", "ink-3", "accent", "proof", "wax")),
    *((text, "proof-soft", TEXT) for text in ("ink", "ink-2", "proof")),
    *((text, "brass-soft", TEXT) for text in ("ink", "ink-2", "ink-3", "brass", "accent")),
    *((text, "wax-soft", TEXT) for text in ("ink", "ink-2", "wax", "accent")),
    *(("ink", hue, TEXT) for hue in ("hue-a", "hue-b", "hue-c", "hue-d")),
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("paper", "ink", TEXT),
    *(
        (mark, ground, MARK)
        for mark in ("line-strong", "focus", "accent", "label-a", "label-b", "label-c")
        for ground in GROUNDS
    ),
    *(("focus", ground, MARK) for ground in ("brass-soft", "wax-soft", "accent-soft")),
]


def colours() -> dict[str, tuple[str, str]]:
    found = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", TOKENS.read_text())
    return {name: (light, dark) for name, light, dark in found}


def luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.03928 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_pair_of_colours_can_be_read(front, ground, least, theme):
    tokens = colours()
    assert contrast(tokens[front][theme], tokens[ground][theme]) >= least


def test_black_on_white_measures_twenty_one():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
