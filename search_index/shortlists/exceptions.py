"""Refusals of shortlists, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class OurselvesShortlisted(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is your own company: keep another one."))


class ShortlistFull(Refusal):
    def __init__(self, limit: int) -> None:
        super().__init__(_("The shortlist holds %(limit)s companies. Remove one first.") % {"limit": limit})
