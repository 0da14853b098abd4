"""What notifications register with the ground in `ready()`: the count in the top bar."""

from django.http import HttpRequest

from network.common import shell
from network.notifications.models import Notification


def notification_count(request: HttpRequest) -> int:
    """How many notifications the person has not read; one query on a partial index."""
    if not request.user.is_authenticated:
        return 0
    return Notification.objects.of(request.user).unread().count()


shell.facts.register("notification_count", notification_count)
