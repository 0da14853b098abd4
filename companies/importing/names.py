"""Names as sources write them: shouting capitals are calmed, every other name is left as it is."""

import re
import unicodedata
from typing import Final

SHORTEST_WORD_TO_CALM: Final = 5
"""Shorter words in capitals are left: nobody can tell KIA from Kia or ADIF from Adif."""

LEGAL_FORMS: Final = {"GMBH": "GmbH", "MBH": "mbH", "KGAA": "KGaA", "SARL": "SARL", "SASU": "SASU"}
ENDINGS: Final = frozenset(
    word
    for words in (
        ("ag", "gmbh", "kg", "kgaa", "mbh", "ohg", "se", "ug"),
        ("eurl", "sa", "sarl", "sas", "sasu", "sci", "scop", "snc"),
        ("sau", "sl", "slu", "spa", "srl", "bv", "bvba", "nv", "sprl"),
        ("co", "corp", "corporation", "inc", "limited", "llc", "llp", "ltd", "plc"),
    )
    for word in words
)
"""Legal forms that end a name: people who found a company rarely type them as the register does."""
PARTICLES: Final = frozenset(
    word
    for words in (
        ("AND", "FOR", "OF", "THE"),
        ("AU", "AUX", "DE", "DES", "DU", "EN", "ET", "LA", "LE", "LES"),
        ("DEL", "EL", "LAS", "LOS"),
        ("DA", "DEI", "DELLA", "DELLE", "DI", "PER"),
        ("UND", "VAN", "VON"),
    )
    for word in words
)
WORD = re.compile(r"[^\W_]+")
VOWELS: Final = frozenset("AEIOUY")


def calm(name: str) -> str:
    """Write a name that is entirely in capitals in ordinary letters, keeping what may be an acronym.

    A name with a single small letter is the source's own spelling and comes back unchanged.
    """
    text = without_enclosing_quotes(" ".join(name.split()))
    if not text.isupper():
        return text
    return WORD.sub(lambda found: _calm_word(found, text), text)


def without_enclosing_quotes(text: str) -> str:
    """Drop the quotation marks that a spreadsheet put around a whole cell."""
    if len(text) > 2 and text[0] == text[-1] == '"' and '"' not in text[1:-1]:
        return text[1:-1].strip()
    return text


def fold(name: str) -> str:
    """Reduce the name for comparison: without case, accents, punctuation and spaces."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(character for character in decomposed if character.isalnum())


def without_legal_form(name: str) -> str:
    """Reduce the name for comparison, less the legal form at its end: "Gxo Logistics Spain SL." is "gxologisticsspain"."""
    words = WORD.findall(name.casefold().replace(".", ""))
    while len(words) > 1 and words[-1] in ENDINGS:
        words.pop()
    return fold("".join(words))


def _calm_word(found: re.Match[str], text: str) -> str:
    word = found.group()
    if word in LEGAL_FORMS:
        return LEGAL_FORMS[word]
    if word in PARTICLES and found.start() > 0 and text[found.start() - 1] == " ":
        return word.lower()
    if len(word) >= SHORTEST_WORD_TO_CALM and _is_pronounceable(word):
        return word[0] + word[1:].lower()
    return word


def _is_pronounceable(word: str) -> bool:
    """Letters only, with at least one vowel and one consonant."""
    letters = {unicodedata.normalize("NFD", character)[0] for character in word}
    return word.isalpha() and bool(letters & VOWELS) and bool(letters - VOWELS)
