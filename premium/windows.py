"""When a limit begins again: calendar windows for standing grants, windows counted from the purchase for bought ones."""

import calendar
from datetime import datetime, timedelta

from django.utils import timezone

from premium.choices import Window

MONTHS_OF = {Window.MONTH: 1, Window.YEAR: 12}


def months_later(moment: datetime, months: int) -> datetime:
    """The same day and hour some months later; the last day of the month where that day does not exist."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))


def bought_window(window: str, begun: datetime, ended: datetime, moment: datetime) -> tuple[datetime, datetime]:
    """Begin and end of the window that holds `moment`, counted from the first day of a subscription."""
    if window == Window.LIFETIME:
        return begun, ended
    step = MONTHS_OF[Window(window)]
    passed = ((moment.year - begun.year) * 12 + moment.month - begun.month) // step * step
    if months_later(begun, passed) > moment:
        passed -= step
    return months_later(begun, passed), min(months_later(begun, passed + step), ended)


def standing_window(window: str, moment: datetime) -> tuple[datetime, datetime | None]:
    """Begin and end of the calendar month or year of the network's time zone; lifetime never begins again."""
    zone = timezone.get_default_timezone()
    local = moment.astimezone(zone)
    if window == Window.LIFETIME:
        return datetime(2000, 1, 1, tzinfo=zone), None
    first = datetime(local.year, local.month if window == Window.MONTH else 1, 1, tzinfo=zone)
    return first, months_later(first, MONTHS_OF[Window(window)])


def last_day(ends_at: datetime) -> datetime:
    """The last moment a window still counts, so that "until" names a day one may still use it."""
    return ends_at - timedelta(seconds=1)
