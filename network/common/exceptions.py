"""Refusals: what an action says when it will not do what was asked."""

import re

from django.utils.functional import Promise

SENTENCE_END = re.compile(r"(?<=[.?]) (?=[A-ZÀ-Ý])")
"""Between two sentences: not inside a number, a name like "Gxo SL. est" or "e. g. this"."""


class Refusal(Exception):
    """An action refused by a rule; nothing was changed.

    `sentence` tells the person the fact and the next step, in his language; `status` is the HTTP status of the page that shows it.
    """

    status = 409
    template = "refusal.html"

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))

    @property
    def headline(self) -> str:
        """The fact: the first of its sentences."""
        return SENTENCE_END.split(str(self.sentence), maxsplit=1)[0]

    @property
    def explanation(self) -> str:
        """What follows the fact, if anything."""
        return SENTENCE_END.sub("\0", str(self.sentence), count=1).partition("\0")[2]


class Forbidden(Refusal):
    """The member's role does not hold the permission."""

    status = 403
