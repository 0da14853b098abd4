"""What an operator of the network may do with duplicates."""

from typing import Final

MERGE_COMPANIES: Final = "duplicates.change_merge"

OPERATOR_PERMISSIONS: Final = ("duplicates.view_suspicion", "duplicates.view_merge", MERGE_COMPANIES)
