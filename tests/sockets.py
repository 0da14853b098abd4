"""A browser's end of a socket, in the test's own thread and database connection."""

import json
from functools import wraps

from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator
from channels.auth import AuthMiddlewareStack
from channels.routing import URLRouter
from django.conf import settings

from network.routing import websocket_urlpatterns

application = AuthMiddlewareStack(URLRouter(websocket_urlpatterns))


def in_a_loop(story):
    """Run the story in a loop of its own; what is synchronous in it stays in the test's thread and database connection."""

    @wraps(story)
    def run(*args, **kwargs):
        async_to_sync(story)(*args, **kwargs)

    return run


class Socket(ApplicationCommunicator):
    """A browser's end of the socket (channels' own communicator asks for daphne)."""

    def __init__(self, client, path: str = "/ws/messages/") -> None:
        name = settings.SESSION_COOKIE_NAME
        cookie = f"{name}={client.cookies[name].value}" if client else ""
        super().__init__(
            application,
            {
                "type": "websocket",
                "path": path,
                "query_string": b"",
                "headers": [(b"cookie", cookie.encode())],
                "subprotocols": [],
            },
        )

    async def connect(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        return (await self.receive_output())["type"] == "websocket.accept"

    async def hear(self) -> dict:
        return json.loads((await self.receive_output())["text"])

    async def say(self, content: dict) -> None:
        await self.send_input({"type": "websocket.receive", "text": json.dumps(content)})

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait()
