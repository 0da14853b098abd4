"""When a day has come: of a company's second factor, of the deletion of an account."""

import logging
import smtplib
from functools import partial

from django.db import transaction
from django.utils import translation

from companies.groups import person_group
from companies.staffing.actions import closing
from companies.staffing.actions.second_factor import STEP, take_step
from network.common.mails import build_message, words_from
from network.common.models import OutboxEvent
from network.common.outbox import handler
from network.common.pushes import push

logger = logging.getLogger(__name__)


@handler(STEP, batch=50)
def take_steps(events: list[OutboxEvent]) -> None:
    """Reminders; and open sockets of those without are closed as soon as it counts."""
    for event in events:
        for user_id in take_step(company_id=int(event.key), step=event.payload["step"], since=event.payload["from"]):
            push(person_group(user_id), {"type": "rights.changed"})


@handler(closing.STEP, batch=1)
def close_accounts(events: list[OutboxEvent]) -> None:
    """Reminders; and accounts whose two weeks are over. The last mail goes past the queue, where nothing of a person may stay."""
    for event in events:
        closed = closing.take_step(user_id=int(event.key), step=event.payload["step"], due=event.payload["due"])
        if closed is not None:
            transaction.on_commit(partial(_say_goodbye, closed.email, closed.language))


def _say_goodbye(address: str, language: str) -> None:
    with translation.override(language):
        message = build_message(address=address, words=words_from("mail/account_closed.txt", {}))
    try:
        message.send()
    except (OSError, smtplib.SMTPException):
        logger.exception("the last mail to somebody whose account is deleted could not be sent")
