"""What operators of the network may do with recoveries."""

from typing import Final

DECIDE_RECOVERIES: Final = "recovery.change_recoveryrequest"
OPERATOR_PERMISSIONS: Final = ("recovery.view_recoveryrequest", DECIDE_RECOVERIES)
