"""What invoices owe, and what they announce."""

from typing import Final

from django.dispatch import Signal

INVOICE_DUE: Final = "invoices.invoice_due"
"""Outbox topic, key = order id: its money has arrived."""

CREDIT_NOTE_DUE: Final = "invoices.credit_note_due"
"""Outbox topic, key = order id, payload: cents refunded with VAT, reason."""

# The file of an invoice or credit note is there; sent after commit. Arguments: invoice.
invoice_ready = Signal()
