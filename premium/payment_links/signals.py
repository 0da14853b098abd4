"""What payment links owe."""

from typing import Final

REMINDER_DUE: Final = "payment_links.reminder_due"
"""Outbox topic, key = link id, payload: the day, 3, 7 or 14."""
