"""Who is due for the news of the day or of the week, by his own clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from network.accounts.models import User
from search_index.alerts import actions
from search_index.alerts.choices import Frequency
from search_index.alerts.models import Alert, SavedSearch

MORNING_HOUR = 7
ROLLED = {Frequency.DAILY: timedelta(days=1), Frequency.WEEKLY: timedelta(days=7)}


def tell_whoever_is_due() -> int:
    """Tell each person with news whose morning has come, once; safe to run again."""
    waiting = Alert.objects.to_send().filter(search__frequency__in=list(ROLLED)).values("search__user")
    told = 0
    for user in User.objects.filter(pk__in=waiting).iterator():
        due = [frequency for frequency in ROLLED if _is_due(user, frequency)]
        told += bool(due and actions.tell_news(user=user, frequencies=due))
    return told


def _is_due(user: User, frequency: Frequency) -> bool:
    """Whether the last morning (or Monday morning) of the person's clock came after he was last told."""
    told_at = (
        SavedSearch.objects.telling()
        .filter(user=user, frequency=frequency)
        .order_by("told_at")
        .values_list("told_at", flat=True)
        .first()
    )
    return told_at is not None and told_at < _last_morning(user, frequency)


def _last_morning(user: User, frequency: Frequency) -> datetime:
    now = timezone.now().astimezone(ZoneInfo(user.time_zone))
    morning = now.replace(hour=MORNING_HOUR, minute=0, second=0, microsecond=0)
    if morning > now:
        morning -= timedelta(days=1)
    return morning - timedelta(days=morning.weekday()) if frequency == Frequency.WEEKLY else morning
