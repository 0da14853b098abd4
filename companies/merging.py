"""Two texts written on one origin, joined: what only one side changed is taken, the rest stands twice.

Word by word when both are to be kept; by paragraph to tell whether they overlap at all.
"""

import difflib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

WORDS = re.compile(r"\s+|[^\s]+")
PARAGRAPHS = re.compile(r"\n\s*\n")
PARAGRAPH = "\n\n"


class Agreement(NamedTuple):
    """Words all three texts share: where they begin and end in the origin, where they begin in mine and in theirs."""

    start: int
    end: int
    mine: int
    theirs: int


def words_of(text: str) -> list[str]:
    """The words and the white space between them."""
    return WORDS.findall(text)


def join_texts(base: str, mine: str, theirs: str) -> str:
    """Both texts in one: nothing that one side wrote is missing; where both rewrote the same words, theirs comes first."""
    origin, my_words, their_words = words_of(base), words_of(mine), words_of(theirs)
    parts: list[str] = []
    at, my_at, their_at = 0, 0, 0
    for agreed in _agreements(origin, my_words, their_words):
        before = origin[at : agreed.start]
        parts.append(_chosen(before, my_words[my_at : agreed.mine], their_words[their_at : agreed.theirs]))
        length = agreed.end - agreed.start
        parts += origin[agreed.start : agreed.end]
        at, my_at, their_at = agreed.end, agreed.mine + length, agreed.theirs + length
    return "".join(parts)


def merge_paragraphs(base: str, mine: str, theirs: str) -> str | None:
    """Both texts in one when they changed different paragraphs; None when they overlap and a person has to choose."""
    origin, my_parts, their_parts = (PARAGRAPHS.split(text.strip()) for text in (base, mine, theirs))
    parts: list[str] = []
    at, my_at, their_at = 0, 0, 0
    for agreed in _agreements(origin, my_parts, their_parts):
        before, my_own, their_own = (
            origin[at : agreed.start],
            my_parts[my_at : agreed.mine],
            their_parts[their_at : agreed.theirs],
        )
        if before not in (my_own, their_own) and my_own != their_own:
            return None
        parts += their_own if my_own == before else my_own
        length = agreed.end - agreed.start
        parts += origin[agreed.start : agreed.end]
        at, my_at, their_at = agreed.end, agreed.mine + length, agreed.theirs + length
    return PARAGRAPH.join(part for part in parts if part.strip())


def merge_rows(base: list[Any], mine: list[Any], theirs: list[Any]) -> list[Any] | None:
    """Rows of two lists in one when no row was changed or taken away by both; None when they overlap or nothing is left."""
    if any(row not in mine and row not in theirs for row in base):
        return None
    kept = [row for row in theirs if row in mine or row not in base]
    return kept + [row for row in mine if row not in base and row not in kept] or None


def _chosen(before: list[str], mine: list[str], theirs: list[str]) -> str:
    if mine in (before, theirs):
        return "".join(theirs)
    if theirs == before:
        return "".join(mine)
    my_text, their_text = "".join(mine), "".join(theirs)
    if not my_text.strip() or not their_text.strip():
        return their_text + my_text
    is_long = PARAGRAPH in my_text + their_text or not before
    return f"{their_text.rstrip()}{PARAGRAPH if is_long else ' '}{my_text.lstrip()}"


def _agreements(origin: list[str], mine: list[str], theirs: list[str]) -> Iterator[Agreement]:
    """Stretches of the origin that neither side touched, in order, and the end of all three."""
    my_blocks = difflib.SequenceMatcher(None, origin, mine, autojunk=False).get_matching_blocks()
    their_blocks = difflib.SequenceMatcher(None, origin, theirs, autojunk=False).get_matching_blocks()
    my_number = their_number = 0
    while my_number < len(my_blocks) and their_number < len(their_blocks):
        my_block, their_block = my_blocks[my_number], their_blocks[their_number]
        start = max(my_block.a, their_block.a)
        end = min(my_block.a + my_block.size, their_block.a + their_block.size)
        if start < end:
            yield Agreement(start, end, my_block.b + start - my_block.a, their_block.b + start - their_block.a)
        if my_block.a + my_block.size < their_block.a + their_block.size:
            my_number += 1
        else:
            their_number += 1
    yield Agreement(len(origin), len(origin), len(mine), len(theirs))
