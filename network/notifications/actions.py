"""Telling people: rows for the page, mails for the queue, and what they want by mail."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from network.accounts.languages import address_in
from network.accounts.models import User
from network.common.outbox import publish_many
from network.notifications.kinds import notification_kinds
from network.notifications.models import Mail, MailPreference, Notification

SEND = "mail.send"


@transaction.atomic
def notify(
    users: Iterable[User], kind: str, *, arguments: dict[str, Any], url: str, company_id: int | None = None
) -> None:
    """Tell each person, once, in the page and by mail.

    `url` is the path the news leads to, in any language: each reader gets it in his own. `company_id` is the company of
    the reader that the news concerns: its mail leads there through the notification, which acts for that company first.

    Raises:
        KeyError: the kind was never registered.

    """
    known = notification_kinds[kind]
    readers = {user.pk: user for user in users if user.is_active}
    told = Notification.objects.bulk_create(
        Notification(
            user=reader, kind=kind, arguments=arguments, url=address_in(url, reader.language), company_id=company_id
        )
        for reader in readers.values()
    )
    if not known.mail:
        return
    silent = set(MailPreference.objects.switched_off(kind).filter(user__in=readers).values_list("user_id", flat=True))
    _queue(
        Mail(
            user=reader,
            address=reader.email,
            language=reader.language,
            template=kind,
            arguments=arguments,
            url=notification.url if company_id is None else _address_of(notification, reader.language),
        )
        for notification, reader in zip(told, readers.values(), strict=True)
        if reader.pk not in silent
    )


def _address_of(notification: Notification, language: str) -> str:
    return address_in(reverse("notifications:open", args=[notification.pk]), language)


@transaction.atomic
def send_mail_to(address: str, language: str, template: str, arguments: dict[str, Any]) -> None:
    """Queue a mail for an address without an account, from `templates/mail/<template>.txt`.

    `arguments["url"]` is the path the mail leads to.
    """
    _queue([Mail(address=address, language=language, template=template, arguments=arguments, url=arguments["url"])])


def _queue(mails: Iterable[Mail]) -> None:
    queued = Mail.objects.bulk_create(mails)
    if queued:
        publish_many(SEND, [(str(mail.pk), {}) for mail in queued])


def mark_read(*, notification: Notification) -> None:
    """The person opened it."""
    if notification.read_at is None:
        notification.read_at = timezone.now()
        notification.save(update_fields=["read_at"])


def mark_read_at(*, user: User, path: str) -> None:
    """The person has seen what some news lead to, without opening them: they are no longer new."""
    Notification.objects.of(user).unread().filter(url=address_in(path, user.language)).update(read_at=timezone.now())


def mark_all_read(*, user: User) -> int:
    """The person has seen everything; how many were new to him."""
    return Notification.objects.of(user).unread().update(read_at=timezone.now())


def set_mail_preference(*, user: User, kind: str, wanted: bool) -> None:
    """Switch the mails of one kind on or off for a person.

    Raises:
        KeyError: the kind was never registered.

    """
    notification_kinds[kind]
    MailPreference.objects.update_or_create(user=user, kind=kind, defaults={"wanted": wanted})


def set_mail_preferences(*, user: User, wanted: dict[str, bool]) -> None:
    """Switch mails on or off, by kind."""
    MailPreference.objects.bulk_create(
        (MailPreference(user=user, kind=kind, wanted=is_wanted) for kind, is_wanted in wanted.items()),
        update_conflicts=True,
        unique_fields=["user", "kind"],
        update_fields=["wanted"],
    )
