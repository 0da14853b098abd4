"""Sockets of members: who may listen, cut off when the right is gone; and the socket of "Our page"."""

import json
import time
from collections.abc import Callable
from typing import Any, ClassVar

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer

from companies.actions.presence import be_present, go_away
from companies.groups import editing_group, person_group
from companies.middleware import SESSION_KEY
from companies.models import Member
from companies.permissions import may
from companies.second_factor import must_set_up
from companies.sections import section_kinds
from companies.selectors.presence import people_in
from network.accounts.sessions import is_still_signed_in
from network.common.pushes import reader
from network.common.shared_reading import SharedReading

NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
SECONDS_BETWEEN_CHECKS = 60


class MemberConsumer(AsyncJsonWebsocketConsumer):
    """A socket for one member: of the company the person acts for, with `permission` ("" for every member).

    Closes with 4401 for a visitor, with 4403 for a member without the right, also when he loses it meanwhile.
    """

    permission: ClassVar[str] = ""
    group: ClassVar[Callable[[int], str]]
    """Names the group of a company whose events this socket passes on."""
    member: Member | None = None
    checked_at: float = 0

    async def connect(self) -> None:
        if not self.scope["user"].is_authenticated:
            await self.close(NOT_SIGNED_IN)
            return
        self.member = await self._member_who_listens()
        if self.member is None:
            await self.close(NOT_ALLOWED)
            return
        await self.channel_layer.group_add(self.group(self.member.company_id), self.channel_name)
        await self.channel_layer.group_add(person_group(self.member.user_id), self.channel_name)
        reader.socket_opened()
        self.checked_at = time.monotonic()
        await self.accept()

    async def disconnect(self, code: int) -> None:
        if self.member is None:
            return
        reader.socket_closed()
        await self.channel_layer.group_discard(self.group(self.member.company_id), self.channel_name)
        await self.channel_layer.group_discard(person_group(self.member.user_id), self.channel_name)

    async def rights_changed(self, event: dict[str, Any]) -> None:
        """A role changed or ended: who may not listen any more is cut off at once."""
        self.checked_at = float("-inf")
        await self.may_still_listen()

    async def may_still_listen(self) -> bool:
        """Whether the right is still there, asked again once a minute; closes the socket when it is not."""
        if time.monotonic() - self.checked_at < SECONDS_BETWEEN_CHECKS:
            return True
        if await self._member_who_listens() is None:
            await self.close(NOT_ALLOWED)
            return False
        self.checked_at = time.monotonic()
        return True

    @database_sync_to_async
    def _member_who_listens(self) -> Member | None:
        """The membership the socket speaks for, while its role allows it."""
        if self.member is not None and not is_still_signed_in(self.scope["session"], self.scope["user"]):
            return None
        members = list(Member.objects.of_user(self.scope["user"]))
        chosen = self.member.company_id if self.member else self.scope["session"].get(SESSION_KEY)
        acting = next((member for member in members if member.company_id == chosen), None)
        if acting is None and self.member is None:
            acting = members[0] if members else None
        if acting is None or (self.permission and not may(acting, self.permission)):
            return None
        acting.user = self.scope["user"]
        return None if must_set_up(acting) else acting


frames = SharedReading()
"""Of this process: fifty colleagues who hear of one change ask the database once."""


async def _presence_frame(company_id: int, section: str) -> str:
    people = await database_sync_to_async(people_in)(company_id, section)
    frame = {"type": "presence", "section": section, "people": [person.frame() for person in people]}
    return json.dumps(frame)


class EditingConsumer(MemberConsumer):
    """Who is in which section of our page: pages say where they are, and hear where the others are."""

    group = staticmethod(editing_group)
    section = ""

    async def receive_json(self, content: Any, **_: Any) -> None:
        """`{"here": section, "typing": bool}`: sent on opening, on the first key and every ten seconds."""
        section = content.get("here") if isinstance(content, dict) else None
        if not isinstance(section, str) or section_kinds.get(section) is None or self.member is None:
            return
        if not await self.may_still_listen():
            return
        if self.section and self.section != section:
            await database_sync_to_async(go_away)(acting=self.member, kind=self.section)
        self.section = section
        await database_sync_to_async(be_present)(
            acting=self.member, kind=section, is_typing=content.get("typing") is True
        )

    async def disconnect(self, code: int) -> None:
        if self.member is not None and self.section:
            await database_sync_to_async(go_away)(acting=self.member, kind=self.section)
        await super().disconnect(code)

    async def editing_presence(self, event: dict[str, Any]) -> None:
        if self.member is not None and await self.may_still_listen():
            company_id, section = self.member.company_id, event["section"]
            frame = await frames.of(event["number"], lambda: _presence_frame(company_id, section))
            await self.send(text_data=frame)

    async def editing_published(self, event: dict[str, Any]) -> None:
        if await self.may_still_listen():
            frame = {name: event[name] for name in ("section", "version", "name")}
            await self.send_json({"type": "published", **frame})
