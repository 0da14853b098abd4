"""The queue of mails on a real server: nothing twice, nothing lost, doubt kept as doubt."""

import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from network.common.models import OutboxEvent
from network.notifications import actions, sending
from network.notifications.models import Mail, MailState
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(greeting):
    dan = UserFactory(email="dan@acme.example", language="en")
    actions.notify([dan], "test.greeting", arguments={"name": "Ana", "reader": "Dan"}, url="/en/page/staff/")
    return Mail.objects.get()


def state() -> str:
    return Mail.objects.get().state


def make_due() -> None:
    OutboxEvent.objects.filter(done_at=None).update(run_at=timezone.now())


def test_a_real_server_gets_the_mail_once(queued, postman, relay_outbox):
    relay_outbox()
    relay_outbox()
    sending.send_all([queued.pk])

    assert len(postman.envelopes) == 1
    assert postman.envelopes[0].rcpt_tos == ["dan@acme.example"]
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click" in postman.envelopes[0].content
    assert state() == MailState.SENT


def test_a_server_that_is_down_means_later(queued, settings, relay_outbox, postman):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    relay_outbox()
    assert (state(), Mail.objects.get().attempts) == (MailState.PENDING, 1)

    settings.EMAIL_PORT = port
    make_due()
    relay_outbox()

    assert state() == MailState.SENT
    assert len(postman.envelopes) == 1


def test_a_server_that_says_later_is_asked_later(queued, postman, relay_outbox):
    postman.answer = "451 try again later"
    relay_outbox()
    assert state() == MailState.PENDING

    postman.answer = "250 OK"
    make_due()
    relay_outbox()

    assert state() == MailState.SENT


def test_a_server_that_says_never_is_believed(queued, postman, relay_outbox):
    postman.answer = "554 no such mailbox"
    relay_outbox()
    make_due()
    relay_outbox()

    assert state() == MailState.FAILED
    assert len(postman.envelopes) == 1


def test_after_many_attempts_it_fails(queued, settings, postman, relay_outbox):
    settings.EMAIL_PORT = 1
    for _ in range(sending.LARGEST_NUMBER_OF_ATTEMPTS):
        relay_outbox()
        make_due()

    assert state() == MailState.FAILED


def test_a_broken_line_leaves_a_doubt_and_is_never_sent_again(queued, monkeypatch, relay_outbox):
    def hang_up(self, fail_silently=False):
        raise smtplib.SMTPServerDisconnected("connection lost after the letter")

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", hang_up)
        relay_outbox()
    assert state() == MailState.IN_DOUBT

    make_due()
    relay_outbox()

    assert state() == MailState.IN_DOUBT
    assert mail.outbox == []


def test_a_worker_killed_while_sending_leaves_a_doubt(queued, monkeypatch, relay_outbox):
    class Killed(BaseException):
        """As kill -9: nothing after it runs."""

    def die(self, fail_silently=False):
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(EmailMultiAlternatives, "send", die)
        with pytest.raises(Killed):
            sending.send_all([queued.pk])
    assert state() == MailState.SENDING

    sending.check([queued.pk])
    relay_outbox()

    assert state() == MailState.IN_DOUBT
    assert mail.outbox == []


def test_a_worker_killed_before_sending_loses_nothing(queued, monkeypatch, relay_outbox):
    with monkeypatch.context() as patched:
        patched.setattr(sending, "send_all", lambda mail_ids: None)
        relay_outbox()
    assert state() == MailState.PENDING

    make_due()
    relay_outbox()  # the check puts it back into the queue
    relay_outbox()

    assert state() == MailState.SENT
    assert len(mail.outbox) == 1
