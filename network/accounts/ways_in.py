"""Who may make an account: everybody, or, while sign-up is closed, only who was invited."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from network.common import live_settings
from network.common.registries import Registry

SIGN_UP_IS_OPEN: Final = live_settings.register(
    live_settings.Flag(
        name="accounts.sign_up_is_open",
        group=gettext_lazy("Accounts of people"),
        label=gettext_lazy("Everybody can make an account"),
        help=gettext_lazy("While closed, only who was invited by a company can, with the invited address."),
    )
)

invited_addresses: Final[Registry[Callable[[str], str]]] = Registry("invited addresses")
"""Where a person goes next (a path) to the address that was invited there; empty when it is no open invitation."""


def may_sign_up(request: HttpRequest) -> bool:
    """Whether the form of sign-up is shown at all."""
    return SIGN_UP_IS_OPEN.now() or bool(invited_address(request))


def invited_address(request: HttpRequest) -> str:
    """The address of the invitation this person comes from, if any."""
    next_path = request.POST.get("next") or request.GET.get("next", "")
    return next((address for invited in invited_addresses if (address := invited(next_path))), "")
