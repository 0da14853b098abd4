"""Refusals of revenue."""

from django.utils.translation import gettext as _

from network.common.exceptions import Refusal


class PricesMissing(Refusal):
    """A pack went on sale, or off it, while the prices were typed."""

    def __init__(self) -> None:
        super().__init__(
            _("Meanwhile other packs are on sale than this page shows. Open it again: nothing was changed.")
        )
