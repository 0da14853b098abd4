"""Refusals of merging, each with a sentence that says what to do."""

from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class SameCompany(Refusal):
    def __init__(self) -> None:
        super().__init__(_("That is one page, not two. Choose another page to compare with."))


class AlreadyMerged(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(company)s was merged into another page meanwhile. Reload the list of duplicates.") % {"company": name}
        )


class CannotMerge(Refusal):
    """Something speaks against it; `reasons` are all the sentences."""

    def __init__(self, reasons: Sequence[str | Promise]) -> None:
        self.reasons = list(reasons)
        super().__init__(self.reasons[0])


class PlanChanged(Refusal):
    def __init__(self) -> None:
        super().__init__(
            _("One of the two companies changed since you looked. Nothing was merged: look again, then confirm.")
        )


class NoReason(Refusal):
    def __init__(self) -> None:
        super().__init__(_("Say why these two pages are one company: the staff of both will read it."))


class TooLateToUndo(Refusal):
    def __init__(self) -> None:
        super().__init__(_("A merge can be undone for 30 days. These have passed."))


class AlreadyUndone(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This merge was undone already."))


class MergedOnward(Refusal):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("%(company)s itself was merged into another page since. Undo that merge first.") % {"company": name}
        )
