"""The socket of a company's messages: it says that something is new, never what."""

from typing import Any

from companies.consumers import MemberConsumer
from companies.roles import CompanyPermission
from connections.messaging.groups import company_group


class MessagesConsumer(MemberConsumer):
    """Sends `{"type": "conversation", "id", "sequence"}`; the page then asks for what it lacks."""

    permission = CompanyPermission.READ_MESSAGES
    group = staticmethod(company_group)

    async def receive_json(self, content: Any, **_: Any) -> None:
        """Pages have nothing to say here: they write through their form."""

    async def conversation_hint(self, event: dict[str, Any]) -> None:
        """Pass a hint on."""
        if await self.may_still_listen():
            await self.send_json({"type": "conversation", "id": event["id"], "sequence": event["sequence"]})
