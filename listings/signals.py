"""What listings announces, always after commit."""

from django.dispatch import Signal

# The specialties known for companies changed without a saved section: inferred, renamed, moved or deactivated.
# Arguments: company_ids (list of int).
specialties_changed = Signal()
