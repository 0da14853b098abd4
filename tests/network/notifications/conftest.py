"""A kind of news of its own, and a mail server that keeps what it got."""

import socket

import pytest
from aiosmtpd.controller import Controller

from network.notifications.kinds import NotificationKind, notification_kinds


@pytest.fixture
def greeting(monkeypatch):
    kind = NotificationKind(
        key="test.greeting",
        icon="bell",
        subject="{name} greets you",
        body="{name} says:\n\nGood morning, {reader}.",
        label="A greeting",
    )
    monkeypatch.setitem(notification_kinds._entries, kind.key, kind)
    return kind


class Postman:
    """Keeps envelopes; `answer` is what he says to each letter."""

    def __init__(self) -> None:
        self.envelopes = []
        self.answer = "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd calls it so
        self.envelopes.append(envelope)
        return self.answer


@pytest.fixture
def postman(settings):
    handler = Postman()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield handler
    controller.stop()
