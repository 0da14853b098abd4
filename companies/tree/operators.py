"""What operators may do with links between companies."""

from typing import Final

DECIDE_LINKS: Final = "tree.change_affiliation"
OPERATOR_PERMISSIONS: Final = ("tree.view_affiliation", DECIDE_LINKS)
