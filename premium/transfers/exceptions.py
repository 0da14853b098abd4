"""Refusals of bank transfers."""

from django.utils.translation import gettext as _

from network.common.exceptions import Refusal
from network.common.signs import money
from premium.models import Order


class StatementRefused(Refusal):
    """The file cannot be imported; nothing was kept."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("This file was not taken: %(reason)s.") % {"reason": reason})


class AlreadyImported(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This statement was imported before. Nothing was counted twice."))


class MovementDecided(Refusal):
    def __init__(self) -> None:
        super().__init__(_("This movement was decided before: nothing was changed."))


class NothingToSendBack(Refusal):
    def __init__(self, cents: int, currency: str) -> None:
        super().__init__(
            _("At most %(amount)s can be sent back: nothing was changed.") % {"amount": money(cents, currency)}
        )


class OtherCurrency(Refusal):
    """Money of one currency pays no order in another one."""

    def __init__(self, currency: str, order: Order) -> None:
        super().__init__(
            _("This money is in %(currency)s and order %(number)s in %(other)s: send it back, or assign it elsewhere.")
            % {"currency": currency, "number": order.number, "other": order.currency}
        )


class NoSuchOrder(Refusal):
    def __init__(self, number: str) -> None:
        super().__init__(
            _("There is no order %(number)s. Copy the number from the list of orders.") % {"number": number}
        )
