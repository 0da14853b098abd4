"""Refusals of kept searches, each with a sentence that says what to do."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class TooManySearches(Refusal):
    def __init__(self, limit: int) -> None:
        super().__init__(_("You keep %(limit)s searches. Delete one first.") % {"limit": limit})


class TooWide(Refusal):
    """News of a search that finds nearly everybody would be news of everything."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            _("This search finds %(limit)s companies or more: narrow it, or keep it without news.") % {"limit": limit}
        )
