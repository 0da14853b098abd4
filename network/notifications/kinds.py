"""The kinds of news a person may get; each app registers its own in `ready()`."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from network.common.registries import Registry


@dataclass(frozen=True)
class NotificationKind:
    """One kind of news.

    `subject` and `body` are lazy format strings over the notification's arguments ("{company} follows you").
    `icon` names a lucide icon. `label` is the line of the mail preferences ("A company follows us").
    `mail` says whether it is also sent by mail unless the person switched it off.
    """

    key: str
    icon: str
    subject: str | Promise
    body: str | Promise
    mail: bool = True
    label: str | Promise = ""

    @property
    def group(self) -> "str | Promise | None":
        """What stands over it in the mail preferences."""
        return kind_groups.get(self.key.replace("_", ".").partition(".")[0])

    def subject_for(self, arguments: dict[str, Any]) -> str:
        return str(self.subject).format(**arguments)

    def body_for(self, arguments: dict[str, Any]) -> str:
        return str(self.body).format(**arguments)


kind_groups: Registry["str | Promise"] = Registry("groups of notification kinds")
"""What the kinds of one subject are called together, by the first word of their keys: "staff" of "staff.joined"."""

notification_kinds: Registry[NotificationKind] = Registry("notification kinds")


def register(kind: NotificationKind) -> NotificationKind:
    """Make a kind known, once."""
    return notification_kinds.register(kind.key, kind)
