"""How moments are worded beside a message: the hour today, then the day, then the date."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def short_moment(moment: datetime) -> str:
    """For a row of the inbox: 14:21, Yesterday, Fri, 3 Nov, 3 Nov 2025."""
    local, today = timezone.localtime(moment), timezone.localdate()
    age = (today - local.date()).days
    if age <= 0:
        return date_format(local, "H:i")
    if age == 1:
        return _("Yesterday")
    if age < 7:
        return date_format(local, "D")
    return date_format(local, "j M" if local.year == today.year else "j M Y")


def day_name(day: date) -> str:
    """For the line above the messages of a day."""
    today = timezone.localdate()
    age = (today - day).days
    if age == 0:
        return _("Today")
    if age == 1:
        return _("Yesterday")
    return capfirst(date_format(day, "l j F" if day.year == today.year else "l j F Y"))
