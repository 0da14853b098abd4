"""What kept searches give to the apps below: a kind of news."""

from django.utils.translation import gettext_lazy as _

from network.notifications.kinds import NotificationKind, register
from search_index.alerts.actions import KIND

register(
    NotificationKind(
        key=KIND,
        icon="bell",
        subject="{title}",
        body="{text}",
        label=_("A company newly answers a search I keep"),
    )
)
