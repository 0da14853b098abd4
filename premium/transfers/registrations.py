"""What transfers register: the news that a part has arrived, and what the pro-forma says of it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from network.common import page_slots
from network.notifications import kinds
from network.notifications.kinds import NotificationKind
from premium.models import Order
from premium.transfers.actions import importing
from premium.transfers.selectors import held_for

kinds.register(
    NotificationKind(
        importing.PART_ARRIVED,
        "hand-coins",
        _("A part of order {number} has arrived: {missing} are missing"),
        _("{received} are there. Please transfer the rest with the same reference; the pack {pack} opens then."),
        label=_("A part of a transfer has arrived"),
    )
)


def part_paid(request: HttpRequest, order: Order) -> dict[str, Any] | None:
    """What is there of a waiting order, and what is missing."""
    held = held_for(order) if order.is_waiting else 0
    return {"order": order, "held": held, "missing": order.total_cents - held} if held else None


page_slots.register("order.state", 20, "transfers/part_paid.html", part_paid)
