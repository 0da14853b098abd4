"""Addresses of sockets."""

from typing import Any

from django.urls import path

from companies.consumers import EditingConsumer
from connections.messaging.consumers import MessagesConsumer

websocket_urlpatterns: list[Any] = [
    path("ws/messages/", MessagesConsumer.as_asgi()),
    path("ws/page/", EditingConsumer.as_asgi()),
]
