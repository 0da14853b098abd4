"""Subsets a font to the Latin letters of our languages and packs it as woff2."""

from io import BytesIO
from pathlib import Path

# French, English, Spanish, German, Italian and Dutch, with their punctuation, arrows and currencies.
CHARACTERS = "".join(
    [
        *(chr(code) for code in range(0x20, 0x7F)),
        *(chr(code) for code in range(0xA0, 0x100)),
        "ŒœŸĲĳẞ",
        "‘’‚“”„‹›–—…•·′″†‡‰№™€",
        "←↑→↓−×÷≤≥≈≠✓",
        "\u2009\u2011\u202f",
    ]
)
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "tnum"]
DIGITS = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}


def subset(path: Path, weights: tuple[int, int] | None) -> bytes:
    """The woff2 of the TTF at `path`, its weight axis cut to `weights` where it is variable."""
    from fontTools import subset as subsetting
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(path)
    _map_missing_spaces(font)
    _limit_tabular_figures(font)
    options = subsetting.Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # names, and the licence they are given under
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.drop_tables += ["meta", "DSIG"]
    subsetter = subsetting.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    if weights:
        font = instantiateVariableFont(font, {"wght": weights})
    font.flavor = "woff2"
    packed = BytesIO()
    font.save(packed)
    return packed.getvalue()


def _map_missing_spaces(font) -> None:
    """French thousands and colons use spaces that neither face draws: without this another font would draw them."""
    for table in font["cmap"].tables:
        if not table.isUnicode():
            continue
        glyphs = table.cmap
        glyphs.setdefault(0x202F, glyphs[0x20])
        glyphs.setdefault(0x2009, glyphs[0x20])
        glyphs.setdefault(0x2011, glyphs[0x2D])


def _limit_tabular_figures(font) -> None:
    """Keep digits only in `tnum`: with its wide comma and period, the original tears "42 , 1" apart."""
    table = font["GSUB"].table
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for subtable in table.LookupList.Lookup[index].SubTable:
                mapping = getattr(subtable, "ExtSubTable", subtable).mapping
                for glyph in [name for name in mapping if name.partition(".")[0] not in DIGITS]:
                    del mapping[glyph]
