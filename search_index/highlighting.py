"""Marking in a text what the search was for."""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search_index.backends.base import Word
from search_index.folding import WORD, stem, tokens


def highlighted(text: str, words: Iterable[Word]) -> SafeString:
    """The text, escaped, with the words of the search marked."""
    asked = tuple(words)
    pieces: list[tuple[str]] = []
    end = 0
    for found in WORD.finditer(text):
        if is_asked_for(found[0], asked):
            pieces += [(text[end : found.start()],), (format_html("<mark>{}</mark>", found[0]),)]
            end = found.end()
    return format_html_join("", "{}", [*pieces, (text[end:],)])


def is_asked_for(written: str, words: Sequence[Word]) -> bool:
    """Whether a word of a text answers one of the search."""
    held = {form for word in tokens(written) for form in (word, stem(word))}
    if any(form in held for word in words for other in (*word.synonyms, *word.near) for form in other.stems):
        return True
    return any(
        one.startswith(form) if word.is_beginning else one == form
        for one in held
        for asked in words
        for word in (asked, *asked.parts)
        for form in word.forms
    )
