"""Editorial pages, the back office and the demonstration network."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "network.home"
    label = "home"
