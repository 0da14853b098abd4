"""What operators of the network may do with proofs."""

from typing import Final

CHECK_PAPERS: Final = "verification.change_paperproof"
OPERATOR_PERMISSIONS: Final = ("verification.view_paperproof", CHECK_PAPERS)
