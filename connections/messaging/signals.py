"""What messaging announces, always after commit."""

from django.dispatch import Signal

# A message was written. Arguments: conversation_id, sequence, company_ids (the two sides).
message_sent = Signal()
