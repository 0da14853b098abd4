"""What merging announces, after commit."""

from django.dispatch import Signal

# Two pages became one. Arguments: merge.
companies_merged = Signal()
# A merge was taken back. Arguments: merge.
merge_undone = Signal()
