"""The mail queue: claim, commit, send, mark; a crash leaves "in doubt", and nothing is ever sent twice."""

import logging
import smtplib
from datetime import timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from network.common.outbox import GROWING_DELAYS_SECONDS, publish
from network.notifications.actions import SEND
from network.notifications.mails import compose
from network.notifications.models import Mail, MailPreference, MailState

logger = logging.getLogger(__name__)

CHECK = "mail.check"
CHECK_AFTER = timedelta(minutes=10)
LARGEST_NUMBER_OF_ATTEMPTS = 8


def send_all(mail_ids: list[int]) -> None:
    """Send what still waits, over one connection; each mail is claimed in its own committed step."""
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        # Nothing was handed over, so nothing is in doubt: all of it may be tried again.
        for mail_id in mail_ids:
            _try_again(mail_id, MailState.PENDING, error)
        return
    try:
        for mail_id in mail_ids:
            _send_one(mail_id, connection)
    finally:
        _close(connection)


def check(mail_ids: list[int]) -> None:
    """After a crash: what was claimed and never marked is in doubt; what was never claimed goes back to the queue."""
    Mail.objects.filter(pk__in=mail_ids, state=MailState.SENDING).update(
        state=MailState.IN_DOUBT, settled_at=timezone.now(), error="the worker stopped while sending"
    )
    for mail_id in Mail.objects.filter(pk__in=mail_ids, state=MailState.PENDING, attempts=0).values_list(
        "pk", flat=True
    ):
        publish(SEND, mail_id)


def _send_one(mail_id: int, connection: BaseEmailBackend) -> None:
    mail = _claim(mail_id)
    if mail is None:
        return
    try:
        message = compose(mail)
        message.connection = connection
    except Exception as error:
        logger.exception("mail %s could not be written", mail_id)
        _settle(mail_id, MailState.FAILED, error)
        return
    try:
        message.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        _refused(mail_id, error)
    except Exception as error:
        # The server may or may not have taken it: sending again could send twice.
        logger.exception("mail %s is in doubt", mail_id)
        _settle(mail_id, MailState.IN_DOUBT, error)
    else:
        _settle(mail_id, MailState.SENT)


def _claim(mail_id: int) -> Mail | None:
    """Exactly one worker gets the mail; None when another has it or the reader switched it off meanwhile."""
    now = timezone.now()
    claimed = Mail.objects.filter(pk=mail_id, state=MailState.PENDING).update(state=MailState.SENDING, claimed_at=now)
    if not claimed:
        return None
    mail = Mail.objects.get(pk=mail_id)
    if mail.user_id and MailPreference.objects.switched_off(mail.template).filter(user_id=mail.user_id).exists():
        _settle(mail_id, MailState.UNWANTED)
        return None
    return mail


def _settle(mail_id: int, state: MailState, error: Exception | None = None) -> None:
    """The end of a mail; what it said is forgotten once it left, because it may hold a secret link."""
    changes = {"state": state, "settled_at": timezone.now(), "error": repr(error)[:300] if error else ""}
    if state in {MailState.SENT, MailState.UNWANTED}:
        changes |= {"arguments": {}, "url": ""}
    Mail.objects.filter(pk=mail_id).update(**changes)


def _refused(mail_id: int, error: smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException) -> None:
    """The server said no, so it does not have the mail: 4xx means later, 5xx means never."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = min((answer[0] for answer in error.recipients.values()), default=550)
    else:
        code = error.smtp_code
    if 400 <= code < 500:
        _try_again(mail_id, MailState.SENDING, error)
    else:
        _settle(mail_id, MailState.FAILED, error)


@transaction.atomic
def _try_again(mail_id: int, state: MailState, error: Exception) -> None:
    mail = Mail.objects.filter(pk=mail_id, state=state).first()
    if mail is None:
        return
    if mail.attempts + 1 >= LARGEST_NUMBER_OF_ATTEMPTS:
        _settle(mail_id, MailState.FAILED, error)
        return
    seconds = GROWING_DELAYS_SECONDS[min(mail.attempts, len(GROWING_DELAYS_SECONDS) - 1)]
    Mail.objects.filter(pk=mail_id).update(
        state=MailState.PENDING, attempts=F("attempts") + 1, error=repr(error)[:300], claimed_at=None
    )
    publish(SEND, mail_id, run_at=timezone.now() + timedelta(seconds=seconds))


def _close(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.warning("the mail server did not say goodbye")
