"""The member's desk and the feed of followed companies."""

from django.apps import AppConfig


class FeedConfig(AppConfig):
    name = "network.feed"
    label = "feed"
