"""What premium announces, and the outbox topic behind it."""

from typing import Final

from django.dispatch import Signal

RIGHTS_CHANGED: Final = "premium.rights_changed"
"""Outbox topic, key = company id. Also written ahead for the moment a subscription begins or ends."""

STANDING_GRANTS_CHANGED: Final = "premium.standing_grants_changed"
"""Outbox topic, key = category."""

# What some companies may do has changed. Arguments: company_ids (list of int). Sent by the outbox's worker inside its
# transaction, so that what a receiver publishes or writes cannot be lost.
rights_changed = Signal()
# The money of an order has arrived and its rights are there; sent after commit. Arguments: order.
payment_settled = Signal()
# Money of a settled order went back to whoever paid it; sent after commit. Arguments: order, amount_cents (VAT
# included), reason.
payment_refunded = Signal()
# An order was placed with something off its price; for witnesses. Arguments: order, reduction (premium.selling.Reduction).
order_reduced = Signal()
# An order was quoted, or quoted again with other billing details; sent after commit. Arguments: order.
order_quoted = Signal()
