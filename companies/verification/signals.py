"""What verification announces, after commit."""

from django.dispatch import Signal

# A member wants a record or a file looked at now. Arguments: proof_id.
check_asked = Signal()
