"""What becomes of a closing when two pages of one company are merged."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from companies.merge_rules import refuse

refuse(
    "closing.Closing",
    only=lambda pair: Q(called_off_at=None),
    why=_("one of the pages is to be closed: its owner calls that off first"),
)
