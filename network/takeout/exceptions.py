"""Refusals of taking everything."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from network.common.exceptions import Refusal


class TookAlready(Refusal):
    """One file a day is enough: making it reads every table."""

    status = 429

    def __init__(self, again_at: datetime) -> None:
        super().__init__(
            _("A file with everything was asked for less than a day ago. The next one can be asked for from %(time)s.")
            % {"time": date_format(localtime(again_at), "SHORT_DATETIME_FORMAT")}
        )
