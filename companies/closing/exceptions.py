"""Refusals of closing."""

from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Forbidden, Refusal


class OnlyOwners(Forbidden):
    """Closing takes the page from everybody: an owner decides."""

    def __init__(self) -> None:
        super().__init__(_("Only an owner can close the company or take everything. Ask one of your owners."))


class ClosingAlready(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The company is to be closed already. You can call it off on this page."))


class NotClosing(Refusal):
    def __init__(self) -> None:
        super().__init__(_("The closing was called off already. Your page stays as it is."))
