"""What operators of the network may do with people."""

from typing import Final

RESTORE_ACCESS: Final = "accounts.restore_access"
OPERATOR_PERMISSIONS: Final = (RESTORE_ACCESS,)
