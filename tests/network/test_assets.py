"""What the browser downloads is built right, small, and only when something changed."""

import gzip
import shutil

import pytest

from network.common import assets
from tests.environment import ROOT

pytestmark = pytest.mark.any_database


def test_minifying_keeps_strings_and_sums():
    css = 'a::after { content: "a  ;  b"; /* why */ margin: calc(1rem + 2 * 3px) 0.5rem; }\n@media (width < 48rem) { a > b { color: red; } }'
    assert assets.minified(css) == (
        'a::after{content:"a  ;  b";margin:calc(1rem + 2 * 3px) .5rem}@media (width < 48rem){a>b{color:red}}\n'
    )


def test_a_second_build_does_nothing_nor_one_in_a_copy(tmp_path):
    source = tmp_path / "tree"
    css = source / "network" / "static" / "network" / "css"
    (css / "components").mkdir(parents=True)
    for name in assets.FIRST_SHEETS + assets.LAST_SHEETS:
        (css / name).write_text("a { color: red; }")
    catalogue = source / "network" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8"\n\nmsgid "Search"\nmsgstr "Chercher"\n'
    )

    assert len(assets.build(source, tmp_path / "out")) == len(assets.FONTS) + 2
    assert catalogue.with_suffix(".mo").exists()
    assert assets.build(source, tmp_path / "out") == []
    shutil.copytree(tmp_path / "out", tmp_path / "copy")
    assert assets.build(source, tmp_path / "copy") == []

    (css / "base.css").write_text("a { color: green; }")
    assert [line.partition(":")[0] for line in assets.build(source, tmp_path / "out")] == ["comptoir.css"]


def test_fonts_and_style_stay_within_their_budget():
    built = ROOT / "var" / "test" / "assets" / "network"
    fonts = sum(path.stat().st_size for path in (built / "fonts").glob("*.woff2"))
    assert 0 < fonts <= 75_000
    assert len(gzip.compress((built / "comptoir.css").read_bytes())) <= 12_200
