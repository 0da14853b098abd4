"""Builds what the browser gets from what we write: fonts, one style sheet, and compiled translations.

Nothing built is committed. A stamp of content hashes beside the output makes a second run free.
"""

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import polib

from network.common import fonts
from network.common.registries import Registry

makers: Registry[Callable[[], list[str]]] = Registry("makers of built files")
"""What apps above build besides, each returning a line for each thing built; free when nothing changed."""

SKIPPED_FOLDERS = {"var", "static", "templates", "migrations", "__pycache__", "node_modules"}
FIRST_SHEETS = ["fonts.css", "tokens.css", "base.css", "layout.css"]
LAST_SHEETS = ["utilities.css"]


@dataclass(frozen=True)
class FontSource:
    """A face to build: `package` and `file` name the TTF, `output` the woff2, `weights` a variable range."""

    package: str
    file: str
    output: str
    weights: tuple[int, int] | None = None

    @property
    def path(self) -> Path:
        spec = find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise FileNotFoundError(f"the package {self.package} is not installed")
        return Path(next(iter(spec.submodule_search_locations))) / "files" / self.file


FONTS = [
    FontSource("fontpkg_spectral", "Spectral-Medium.ttf", "spectral-500.woff2"),
    FontSource("fontpkg_spectral", "Spectral-SemiBold.ttf", "spectral-600.woff2"),
    FontSource(
        "fontpkg_schibsted_grotesk", "SchibstedGrotesk[wght].ttf", "schibsted-grotesk.woff2", weights=(400, 700)
    ),
]


def build(root: Path, output: Path, *, force: bool = False) -> list[str]:
    """Build all that is missing or out of date under `output`; return a line for each thing built."""
    stamp_path = output / ".stamp.json"
    stamp: dict[str, str] = {} if force else _read_stamp(stamp_path)
    built = [
        *_build_fonts(output / "network" / "fonts", stamp),
        *_build_style(root / "network" / "static" / "network" / "css", output / "network" / "comptoir.css", stamp),
        *_compile_translations(root, stamp),
    ]
    if built:
        _write(stamp_path, json.dumps(stamp, indent=1, sort_keys=True).encode())
    return built


def _build_fonts(folder: Path, stamp: dict[str, str]) -> Iterator[str]:
    recipe = Path(fonts.__file__).read_bytes()
    for source in FONTS:
        target = folder / source.output
        if _is_current(target, folder, [recipe, repr(source).encode(), source.path.read_bytes()], stamp):
            continue
        _write(target, fonts.subset(source.path, source.weights))
        yield f"{target.name}: {target.stat().st_size / 1000:.1f} kB"


def _build_style(folder: Path, target: Path, stamp: dict[str, str]) -> Iterator[str]:
    sheets = [path.read_text() for path in style_sheets(folder)]
    contents = [Path(__file__).read_bytes(), *(sheet.encode() for sheet in sheets)]
    if _is_current(target, target.parent, contents, stamp):
        return
    # The sources stand in css/, the built sheet one folder up: fonts move one folder nearer.
    css = minified("\n".join(sheets)).replace("url(../fonts/", "url(fonts/").replace('url("../fonts/', 'url("fonts/')
    _write(target, css.encode())
    yield f"{target.name}: {len(css.encode()) / 1000:.1f} kB"


def style_sheets(folder: Path) -> list[Path]:
    """The sheets in the order of the cascade: tokens, elements, grids, components, single-purpose classes."""
    return [
        *(folder / name for name in FIRST_SHEETS),
        *sorted((folder / "components").glob("*.css")),
        *(folder / name for name in LAST_SHEETS),
    ]


def minified(css: str) -> str:
    """The same style without comments and spare white space; quoted strings stay as they are."""
    pieces = re.split(r"""("[^"]*"|'[^']*')""", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    pieces[::2] = [_squeezed(piece) for piece in pieces[::2]]
    return "".join(pieces).strip() + "\n"


def _squeezed(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"(?<=[\w-]): ", ":", css)
    css = css.replace(" !important", "!important").replace(";}", "}")
    return re.sub(r"(?<=[ ,(:-])0(\.\d)", r"\1", css)


def _compile_translations(root: Path, stamp: dict[str, str]) -> Iterator[str]:
    for path in translations(root):
        target = path.with_suffix(".mo")
        if _is_current(target, root, [path.read_bytes()], stamp):
            continue
        catalogue = polib.pofile(str(path))
        _write(target, catalogue.to_binary())
        yield f"{path.relative_to(root)}: {len(catalogue.translated_entries())} messages"


def translations(root: Path) -> Iterator[Path]:
    """Every catalogue of the tree, in a stable order."""
    for folder, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name not in SKIPPED_FOLDERS and not name.startswith("."))
        if folder.endswith("LC_MESSAGES"):
            yield from (Path(folder) / name for name in sorted(files) if name == "django.po")


def _is_current(target: Path, folder: Path, contents: Iterable[bytes], stamp: dict[str, str]) -> bool:
    """Whether `target` was built from these contents; remembers them for the next run, and for copies of the folder."""
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    key = target.relative_to(folder).as_posix()
    if stamp.get(key) == digest and target.exists():
        return True
    stamp[key] = digest
    return False


def _read_stamp(path: Path) -> dict[str, str]:
    try:
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return {}


def _write(path: Path, content: bytes) -> None:
    """Replace the file in one step: a server that is reading it never sees half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_bytes(content)
    draft.replace(path)
