"""Reading the catalogues and the sources: which strings the product speaks, and their French."""

import ast
import re
from pathlib import Path

import polib
from django.utils.translation.template import templatize

from tests.environment import ROOT

PACKAGES = ("network", "companies", "premium", "connections", "listings", "search_index")
MARKING_FUNCTIONS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
IN_TEMPLATE = re.compile(rf"(?P<context>p?)gettext\(\s*(?P<first>{LITERAL})(?:\s*,\s*(?P<second>{LITERAL}))?")


def catalogue_files() -> list[Path]:
    return [path for package in PACKAGES for path in (ROOT / package).rglob("locale/fr/LC_MESSAGES/django.po")]


def french() -> dict[str, str]:
    """English to French, over all our catalogues."""
    found: dict[str, str] = {}
    for path in catalogue_files():
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                found[entry.msgid.replace("%%", "%")] = entry.msgstr or entry.msgstr_plural.get(0, "")
    return found


def marked_in_templates() -> dict[str, str]:
    """Each string marked in a template, with the file it stands in."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("templates/**/*"):
            if path.suffix in {".html", ".txt"}:
                for match in IN_TEMPLATE.finditer(templatize(path.read_text())):
                    literal = match["second"] if match["context"] else match["first"]
                    found[ast.literal_eval(literal).replace("%%", "%")] = str(path.relative_to(ROOT))
    return found


def marked_in_code() -> dict[str, str]:
    """Each string marked in Python, with the file it stands in."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and _name(node.func) in MARKING_FUNCTIONS and node.args:
                    first = node.args[1 if _name(node.func).startswith("pgettext") else 0]
                    if isinstance(first, ast.Constant) and isinstance(first.value, str):
                        found[first.value] = str(path.relative_to(ROOT))
    return found


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
