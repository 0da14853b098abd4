"""What the notification pages show."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from network.accounts.models import User
from network.notifications.kinds import notification_kinds
from network.notifications.models import MailPreference


@dataclass(frozen=True)
class MailChoice:
    """One line of the mail preferences."""

    key: str
    label: str | Promise
    icon: str
    is_wanted: bool


def mail_choices(user: User) -> list[MailChoice]:
    """Every kind that goes by mail, and whether the person wants it; one query."""
    answers = dict(MailPreference.objects.filter(user=user).values_list("kind", "wanted"))
    return [
        MailChoice(kind.key, kind.label or kind.key, kind.icon, answers.get(kind.key, True))
        for kind in notification_kinds
        if kind.mail
    ]


@dataclass(frozen=True)
class MailGroup:
    """Lines about one subject."""

    label: str
    choices: list[MailChoice]


def mail_groups(choices: list[MailChoice]) -> list[MailGroup]:
    """The lines under their subjects, the short subjects first; what has no subject comes last."""
    found: dict[str, list[MailChoice]] = {}
    for choice in choices:
        kind = notification_kinds.get(choice.key)
        found.setdefault(str(kind.group or "") if kind else "", []).append(choice)
    others = found.pop("", [])
    groups = sorted((MailGroup(label, lines) for label, lines in found.items()), key=lambda group: len(group.choices))
    return [*groups, MailGroup(_("Other news"), others)] if others else groups


def kind_label(key: str) -> str:
    """How a kind is called in sentences; its key when it is not known any more."""
    kind = notification_kinds.get(key)
    return str(kind.label) if kind and kind.label else key
