"""Refusals: what an action says when it will not do what was asked."""

from django.utils.functional import Promise


class Refusal(Exception):
    """An action refused by a rule; nothing was changed.

    `sentence` tells the person the fact and the next step, in his language; `status` is the HTTP status of the page that shows it.
    """

    status = 409
    template = "refusal.html"

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


class Forbidden(Refusal):
    """The member's role does not hold the permission."""

    status = 403
