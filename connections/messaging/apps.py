"""Conversations between two companies."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "connections.messaging"
    label = "messaging"
