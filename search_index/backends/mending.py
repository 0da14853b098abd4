"""Typing errors: one letter wrong, missing, too much, or two swapped; in words of names and texts, never in numbers or short words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from string import ascii_lowercase

from search_index.backends.base import Instead, SearchQuery, Word
from search_index.folding import WORD, stem, tokens
from search_index.models import IndexedWord, IndexEntry

SHORTEST_MENDED = 5
"""Letters of the shortest word with an error, and of the shortest word it may have been meant to be."""
MOST_NEAR = 20
LONGEST_STEM = 40


def mended(query: SearchQuery) -> SearchQuery | None:
    """The search with the indexed words one error away from each of its words; nothing when there are none."""
    asked = {word: _stem(word) for word in query.words if _can_be_mended(word)}
    candidates = {stem: set(_one_error_away(stem)) for stem in asked.values()}
    known = _known(set().union(*candidates.values())) if candidates else {}
    near = {
        stem: tuple(Instead(known[one], (one,)) for one in sorted(ones & known.keys()))
        for stem, ones in candidates.items()
    }
    if not any(near.values()):
        return None
    words = tuple(replace(word, near=near[asked[word]][:MOST_NEAR]) if word in asked else word for word in query.words)
    return replace(query, words=words)


def remember(texts: Iterable[str]) -> None:
    """Keep the words of names and texts that can be meant; the index holds stems only, so one spelling is kept with each."""
    found: dict[str, str] = {}
    for text in texts:
        for written in WORD.findall(text):
            if len(written) >= SHORTEST_MENDED:
                for token in tokens(written):
                    if len(token) >= SHORTEST_MENDED and token.isalpha():
                        found.setdefault(stem(token), written.lower())
    IndexedWord.objects.bulk_create(
        [IndexedWord(stem=one[:LONGEST_STEM], written=found[one][:60]) for one in sorted(found)],
        ignore_conflicts=True,
        batch_size=2000,
    )


def forget_unused() -> int:
    """Delete the words that no indexed company uses any more: a name that was erased must not be left here. Returns how many."""
    used: set[str] = set()
    for words in IndexEntry.objects.values_list("words", flat=True).iterator(chunk_size=500):
        used.update(lexeme[1:][:LONGEST_STEM] for lexeme in words.split(" ") if lexeme[:1].isdigit())
    unused = [known for known in IndexedWord.objects.values_list("stem", flat=True).iterator() if known not in used]
    for start in range(0, len(unused), 500):
        IndexedWord.objects.filter(stem__in=unused[start : start + 500]).delete()
    return len(unused)


def _can_be_mended(word: Word) -> bool:
    return bool(word.forms) and len(word.typed) >= SHORTEST_MENDED and word.forms[0].isalpha()


def _stem(word: Word) -> str:
    return word.forms[-1]


def _known(stems: set[str]) -> dict[str, str]:
    return dict(IndexedWord.objects.filter(stem__in=stems).values_list("stem", "written"))


def _one_error_away(word: str) -> Iterator[str]:
    """Every word one error away, the word itself left out."""
    for place in range(len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase if letter != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]
