"""What an operator needs to act for somebody: a permission of its own, which support staff does not have."""

from typing import Final

STAND_IN: Final = "standing_in.add_standin"
VIEW_STAND_INS: Final = "standing_in.view_standin"
OPERATOR_PERMISSIONS: Final = (STAND_IN, VIEW_STAND_INS)
