"""Moderation: one state machine for every notice (its tables come with the issue that needs them)."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "network.moderation"
    label = "moderation"
