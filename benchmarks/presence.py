"""Fifty editors with the page open: what one change of presence sends to each of them, in frames and bytes, and how soon."""

import asyncio
import time

from asgiref.sync import async_to_sync, sync_to_async
from django.test import Client

from benchmarks.measure import spread

PAGE = "/ws/page/"
CHANGES = 10
MOST_FRAMES = 1.0
MOST_BYTES = 6_000
"""A frame names everybody in the section: fifty people of sixty bytes, with room for long names."""


def main(size: int = 50) -> dict[str, object]:
    """`size` editors; one of them begins to write, `CHANGES` others publish, then he goes."""
    members = _members(size)
    frames, sizes, waits = async_to_sync(_measure)(members)
    ours = {
        "frames_per_change_per_editor": round(frames / (CHANGES * (size - 1)), 2),
        "bytes_per_change_per_editor": round(sizes / (CHANGES * (size - 1))),
        "milliseconds_until_the_last_heard": spread(waits),
    }
    held = ours["frames_per_change_per_editor"] <= MOST_FRAMES and ours["bytes_per_change_per_editor"] <= MOST_BYTES
    return {"name": "presence", "size": size, "ours": ours, "held": held}


async def _measure(members: list) -> tuple[int, int, list[float]]:
    from companies.actions.presence import be_present
    from tests.sockets import Socket

    sockets = [Socket(await sync_to_async(_signed_in)(member), PAGE) for member in members]
    for socket in sockets:
        if not await socket.connect():
            raise RuntimeError("an editor was not let in")
    for member in members:
        await sync_to_async(be_present)(acting=member, kind="presentation")
    await _heard(sockets)
    frames = sizes = 0
    waits = []
    for member in members[:CHANGES]:
        start = time.perf_counter()
        await sync_to_async(be_present)(acting=member, kind="presentation", is_typing=True)
        heard, last = await _heard(sockets)
        waits.append((last - start) * 1000)
        others = [text for number, texts in enumerate(heard) if members[number] is not member for text in texts]
        frames += len(others)
        sizes += sum(len(text.encode()) for text in others)
    for socket in sockets:
        await socket.disconnect()
    return frames, sizes, waits


async def _heard(sockets: list) -> tuple[list[list[str]], float]:
    """What each editor heard until nothing came for a moment, and when the last frame came."""
    heard: list[list[str]] = [[] for _socket in sockets]
    last = time.perf_counter()
    quiet_since = time.perf_counter()
    while time.perf_counter() - quiet_since < 0.5:
        await asyncio.sleep(0.005)
        for number, socket in enumerate(sockets):
            while not socket.output_queue.empty():
                heard[number].append((await socket.receive_output())["text"])
                last = quiet_since = time.perf_counter()
    return heard, last


def _signed_in(member) -> Client:
    client = Client()
    client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def _members(size: int) -> list:
    from django.utils import timezone

    from companies.models import Company, Member
    from network.accounts.models import User

    company = Company.objects.create(
        name="Bench", slug="bench", category="brand", country="FR", claimed_at=timezone.now()
    )
    users = [User.objects.create(email=f"editor{n}@bench.example", name=f"Editor Number {n}") for n in range(size)]
    return [Member.objects.create(company=company, user=user, role="editor") for user in users]
