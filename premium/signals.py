"""What premium announces, always after commit."""

from django.dispatch import Signal

# What some companies may do has changed: bought, ended, or standing grants edited. Arguments: company_ids (list of int).
rights_changed = Signal()
# The money of an order has arrived and its rights are there. Arguments: order.
payment_settled = Signal()
