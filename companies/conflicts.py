"""Three readings of one section, word by word, and the text that comes of the choices."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from companies.merging import words_of
from companies.sections import Content

MINE, BASE, THEIRS, BOTH, MERGED = "mine", "base", "theirs", "both", "merged"
LINE_BREAK = SafeString("<br>")


@dataclass(frozen=True)
class Readings:
    """One value as I wrote it, as it was, and as a colleague published it; `suggested` is chosen beforehand.

    `merged` holds both changes where they do not overlap, marked against what is on line; None where somebody has to choose.
    """

    key: str
    label: str | Promise
    mine: SafeString
    base: SafeString
    theirs: SafeString
    suggested: str
    can_keep_both: bool
    merged: SafeString | None = None


def compare(form: type[Any], mine: Content, base: Content, theirs: Content) -> list[Readings]:
    """The values in which mine and theirs differ, in the order of the form."""
    found = []
    for key in _keys(mine, theirs):
        values = mine.get(key), base.get(key), theirs.get(key)
        if values[0] == values[2]:
            continue
        my_words, base_words, their_words = (_words(form, key, value) for value in values)
        can_keep_both = form.can_keep_both(key) and bool(values[0]) and bool(values[2])
        merged = _merged(form, values) if can_keep_both and values[0] != values[1] else None
        found.append(
            Readings(
                key=key,
                label=form.label_of(key),
                mine=word_differences(base_words, my_words),
                base=lines(base_words),
                theirs=word_differences(base_words, their_words),
                suggested=_suggested(values, merged),
                can_keep_both=can_keep_both,
                merged=None if merged is None else word_differences(their_words, _words(form, key, merged)),
            )
        )
    return found


def merge(form: type[Any], contents: Mapping[str, Content], choices: Mapping[str, str]) -> Content:
    """Mine, except where another reading was chosen; `contents` holds mine, base and theirs."""
    mine, theirs = contents[MINE], contents[THEIRS]
    merged = {}
    for key in _keys(mine, theirs):
        choice = choices.get(key, MINE)
        if choice in (BOTH, MERGED):
            values = mine.get(key), contents[BASE].get(key), theirs.get(key)
            together = _merged(form, values) if choice == MERGED else None
            merged[key] = form.joined(values[0], values[2], values[1]) if together is None else together
        else:
            merged[key] = contents.get(choice, mine).get(key)
    return {key: value for key, value in merged.items() if value is not None or key in mine}


def word_differences(old: str, new: str) -> SafeString:
    """The new text with what came in as `ins` and what went out as `del`."""
    before, after = words_of(old), words_of(new)
    parts: list[SafeString] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[new_start:new_end])
        if kind == "equal":
            parts.append(lines(come))
            continue
        if gone.strip():
            lead = " " if gone[0].isspace() else ""
            parts.append(format_html("{}<del>{}</del> ", lead, lines(gone.strip())))
        if come:
            parts.append(format_html("<ins>{}</ins>", lines(come)) if come.strip() else lines(come))
    return _joined(parts)


def side_by_side(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts whole: the old one with what went out as `del`, the new one with what came in as `ins`."""
    before, after = words_of(old), words_of(new)
    left: list[SafeString] = []
    right: list[SafeString] = []
    for kind, start, end, new_start, new_end in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        gone, come = "".join(before[start:end]), "".join(after[new_start:new_end])
        left.append(lines(gone) if kind == "equal" or not gone.strip() else format_html("<del>{}</del>", lines(gone)))
        right.append(lines(come) if kind == "equal" or not come.strip() else format_html("<ins>{}</ins>", lines(come)))
    return _joined(left), _joined(right)


def lines(text: str) -> SafeString:
    """The text, escaped, with its line breaks."""
    return SafeString(LINE_BREAK.join(conditional_escape(line) for line in text.split("\n")))


def _merged(form: type[Any], values: tuple[Any, Any, Any]) -> Any | None:
    """Mine, base and theirs in one, where that needs no choice and is neither of them."""
    mine, base, theirs = values
    together = form.merged(mine, theirs, base)
    return None if together in (mine, theirs) else together


def _suggested(values: tuple[Any, Any, Any], merged: Any | None) -> str:
    if values[0] == values[1]:
        return THEIRS
    return MINE if merged is None else MERGED


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _words(form: type[Any], key: str, value: Any) -> str:
    return "" if value is None else form.text_of(key, value)


def _keys(mine: Content, theirs: Content) -> list[str]:
    return [*mine, *(key for key in theirs if key not in mine)]
