"""One reading for all sockets of a process that heard the same push."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable

MOST_KEPT = 200


class SharedReading:
    """Sockets that hear the same push read once together: the first begins, the others wait for what it finds.

    A reading belongs to one push and begins after it, so nobody is given something older than what he was told of.
    """

    def __init__(self) -> None:
        self._readings: dict[Hashable, asyncio.Task[str]] = {}

    async def of(self, key: Hashable, read: Callable[[], Awaitable[str]]) -> str:
        """What `read` returns, for `key`, which names one push; a reader who leaves takes nothing from the others."""
        if key not in self._readings:
            while len(self._readings) >= MOST_KEPT:
                del self._readings[next(iter(self._readings))]
            self._readings[key] = asyncio.ensure_future(read())
        return await asyncio.shield(self._readings[key])
