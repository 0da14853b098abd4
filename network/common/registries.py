"""A registry: lower apps declare the place, higher apps fill it in `ready()`."""

from collections.abc import Iterator
from typing import Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Named entries in order of registration; registering a name twice is an error."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, Entry] = {}

    def register(self, key: str, entry: Entry) -> Entry:
        if key in self._entries:
            raise ValueError(f"{key} is registered twice in {self.name}")
        self._entries[key] = entry
        return entry

    def get(self, key: str) -> Entry | None:
        return self._entries.get(key)

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def keys(self) -> list[str]:
        """Names, in order of registration."""
        return list(self._entries)
