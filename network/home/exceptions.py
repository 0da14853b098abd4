"""Refusals of the operators' pages."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class SetMeanwhile(Refusal):
    """Somebody else changed the setting after the page was opened."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody changed this setting while you were typing. See the history below, then save again if you still wish."
            )
        )


class SetAlready(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This is the value in force. Nothing was added to the history."))
