"""The socket of a company's messages: it says that something is new, never what."""

import time
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from companies.middleware import SESSION_KEY
from companies.models import Member
from companies.permissions import may
from companies.roles import CompanyPermission
from connections.messaging.groups import company_group

NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
SECONDS_BETWEEN_CHECKS = 60


class MessagesConsumer(AsyncJsonWebsocketConsumer):
    """Sends `{"type": "conversation", "id", "sequence"}`; the page then asks for what it lacks."""

    company_id: int | None = None
    checked_at: float = 0

    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.close(NOT_SIGNED_IN)
            return
        self.company_id = await self._company_to_hear()
        if self.company_id is None:
            await self.close(NOT_ALLOWED)
            return
        self.checked_at = time.monotonic()
        await self.channel_layer.group_add(company_group(self.company_id), self.channel_name)
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if self.company_id is not None:
            await self.channel_layer.group_discard(company_group(self.company_id), self.channel_name)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """Pages have nothing to say here: they write through their form."""

    async def conversation_hint(self, event: dict[str, Any]) -> None:
        """Pass a hint on; a person who left the company meanwhile is cut off within a minute."""
        if time.monotonic() - self.checked_at > SECONDS_BETWEEN_CHECKS:
            if await self._company_to_hear() != self.company_id:
                await self.close(NOT_ALLOWED)
                return
            self.checked_at = time.monotonic()
        await self.send_json({"type": "conversation", "id": event["id"], "sequence": event["sequence"]})

    @database_sync_to_async
    def _company_to_hear(self) -> int | None:
        """The company the person acts for, if his role still reads its messages."""
        members = list(Member.objects.of_user(self.scope["user"]))
        chosen = self.company_id or self.scope["session"].get(SESSION_KEY)
        acting = next((member for member in members if member.company_id == chosen), None)
        if acting is None and self.company_id is None:
            acting = members[0] if members else None
        return acting.company_id if may(acting, CompanyPermission.READ_MESSAGES) and acting else None
