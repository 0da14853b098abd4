"""How words are made alike before they are compared: case, accents, apostrophes, plurals, legal forms."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

LEGAL_FORMS = frozenset(
    re.findall(
        r"\w+",
        """sarl sas sasu sa sci snc eurl scop selarl sl slu sll sau sal spa srl srls sapa gmbh mbh ug ag kg kgaa ohg gbr ev
        bv nv vof cv sprl bvba asbl ltd limited llc llp plc inc incorporated corp corporation co lp aps as ab oy oyj lda""",
    )
)
STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a au aux d de des du en et l la le les par pour sur un une dans chez avec ou
        an and at by for from in of on or the to with
        con da del della di e el i il los las lo para por y""",
    )
)
MAX_WORD_LENGTH = 40
LETTERS_APART = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"})
APOSTROPHES = re.compile("[’‘ʼ`´′ʹ]")
COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+")
ELISION = re.compile(r"\b(?:l|d|qu|j|m|n|s|t|c|jusqu|lorsqu|puisqu)'(?=\w)")
POSSESSIVE = re.compile(r"'s\b")
DOTTED = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
WORD = re.compile(r"[^\W_]+")
# A registration number in any spacing: perhaps a country and a letter, then at least eight digits with blanks, dots, dashes or
# slashes between, perhaps letters among the last of them.
NUMBER = re.compile(
    r"\b(?:[a-z]{2}[ .\-/]{0,2})?(?:[a-z][ .\-/]?)?\d(?:[ .\-/]?\d){7,}(?:[ .\-/]?[a-z](?:[ .\-/]?\d){0,3})?\b"
)


def fold(text: str) -> str:
    """Lower case without accents, elisions and the dots of abbreviations; what is not a word stays between the words."""
    plain = text.casefold()
    if not plain.isascii():
        plain = COMBINING.sub("", unicodedata.normalize("NFKD", plain.translate(LETTERS_APART)))
    plain = POSSESSIVE.sub("", ELISION.sub("", APOSTROPHES.sub("'", plain)))
    return DOTTED.sub(lambda found: found[0].replace(".", ""), plain)


def tokens(text: str) -> list[str]:
    """The folded words of a text, in order, unstemmed, in ASCII: engines differ in what they take for a letter beyond it."""
    return [_in_ascii(word)[:MAX_WORD_LENGTH] for word in WORD.findall(fold(text))]


def _in_ascii(word: str) -> str:
    return word if word.isascii() else "".join(one if one.isascii() else f"u{ord(one):x}" for one in word)


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A folded word without the mark of a French or English plural; a number stays as it is."""
    if len(word) < 4 or any(character.isdigit() for character in word):
        return word
    if len(word) > 4:
        for ending, instead in (("eaux", "eau"), ("aux", "al"), ("eux", "eu"), ("ies", "i"), ("ie", "i")):
            if word.endswith(ending):
                return word[: -len(ending)] + instead
    if word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "i"
    return word


@lru_cache(maxsize=10_000)
def stems(text: str) -> tuple[str, ...]:
    """The words of a text as they are indexed."""
    return tuple(stem(word) for word in tokens(text))


def without_legal_forms(words: Iterable[str]) -> list[str]:
    """The words without SARL, GmbH and the like; all of them when nothing else is left."""
    given = list(words)
    return [word for word in given if word not in LEGAL_FORMS] or given


def whole_name(text: str) -> str:
    """A name as one key: two spellings of one name give the same."""
    return "-".join(stem(word) for word in without_legal_forms(tokens(text)))[:120]


def compact(number: str) -> str:
    """A number without its spacing."""
    return "".join(tokens(number))[:MAX_WORD_LENGTH]
