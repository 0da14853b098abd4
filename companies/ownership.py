"""What a member looks after by himself, and hands over when he leaves: each app registers its own in `ready()`."""

from collections.abc import Callable
from dataclasses import dataclass

from companies.models import Member
from network.common.registries import Registry


@dataclass(frozen=True)
class Ownable:
    """One kind of thing that belongs to the company and to one person in it.

    `words` names a number of them ("3 kept searches"); `hand_over` gives those of the first member to the second.
    """

    words: Callable[[int], str]
    count: Callable[[Member], int]
    hand_over: Callable[[Member, Member], object]


ownables: Registry[Ownable] = Registry("things a member looks after")


def owned_by(member: Member) -> dict[str, int]:
    """How many of each kind, by key, but for none; one query a kind."""
    counts = {key: ownables[key].count(member) for key in ownables.keys()}
    return {key: count for key, count in counts.items() if count}


def words_of(counts: dict[str, int]) -> list[str]:
    """What is owned, in the reader's language."""
    return [ownables[key].words(count) for key, count in counts.items()]


def hand_over(member: Member, heir: Member) -> dict[str, int]:
    """Give everything to a colleague; returns what it was. Call it in the transaction that ends the membership."""
    counts = owned_by(member)
    for key in counts:
        ownables[key].hand_over(member, heir)
    return counts
