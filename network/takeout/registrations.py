"""The news that a file is ready."""

from django.utils.translation import gettext_lazy as _

from network.notifications.kinds import NotificationKind, register
from network.takeout.actions import READY

register(
    NotificationKind(
        key=READY,
        icon="download",
        subject=_("Your file with everything is ready"),
        body=_("You asked for it, and only you can download it. It is deleted after {days} days."),
        label=_("A file I asked for is ready"),
    )
)
