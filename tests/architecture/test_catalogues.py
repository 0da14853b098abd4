"""Both languages are complete: every marked string has its French, written with care."""

import re

import polib
import pytest
from django.utils import translation

from tests.architecture.catalogues import catalogue_files, french, marked_in_code, marked_in_templates

pytestmark = pytest.mark.any_database

PLACEHOLDERS = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def placeholders(text: str) -> set[str]:
    """Names of what is filled in; a value kept in both languages is named with its language at the end."""
    return {re.sub("_(en|fr)$", "", first or second) for first, second in PLACEHOLDERS.findall(text)}


def has_french(message: str, catalogue: dict[str, str]) -> bool:
    """In one of our catalogues, or in those of Django, allauth and Wagtail."""
    if catalogue.get(message):
        return True
    with translation.override("fr"):
        return translation.gettext(message) != message


@pytest.mark.parametrize("marked", [marked_in_templates, marked_in_code])
def test_every_marked_string_has_its_french(marked):
    catalogue = french()

    assert {
        message: where for message, where in marked().items() if message and not has_french(message, catalogue)
    } == {}


@pytest.mark.parametrize("path", catalogue_files(), ids=lambda path: path.parts[-5])
def test_a_catalogue_has_no_hole(path):
    entries = [entry for entry in polib.pofile(str(path)) if not entry.obsolete]

    assert [entry.msgid for entry in entries if entry.fuzzy or not entry.translated()] == []


def test_placeholders_are_the_same_in_both_languages():
    differing = {
        english: translated
        for english, translated in french().items()
        if placeholders(english) != placeholders(translated)
    }

    assert differing == {}


def test_french_typography_has_its_no_break_spaces():
    careless = [text for text in french().values() if re.search(r"\w [:;?!»](\s|$)|« ", text)]

    assert careless == []


def test_one_english_string_has_one_french_meaning():
    meanings: dict[str, set[str]] = {}
    for path in catalogue_files():
        for entry in polib.pofile(str(path)):
            if not entry.obsolete and not entry.msgctxt:
                meanings.setdefault(entry.msgid, set()).add(entry.msgstr)

    assert {message: texts for message, texts in meanings.items() if len(texts) > 1 and message} == {}
