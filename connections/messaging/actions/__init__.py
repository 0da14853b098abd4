"""Every use case of messaging, by name."""

from connections.messaging.actions.conversations import accept_introduction, mark_read, open_for_introduction
from connections.messaging.actions.messages import send_message

__all__ = ["accept_introduction", "mark_read", "open_for_introduction", "send_message"]
