"""How domain signals travel: after commit, so that nobody hears of what did not happen."""

from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal

Witness = Callable[..., None]

_witnesses: dict[Signal, list[Witness]] = defaultdict(list)


def witness(signal: Signal) -> Callable[[Witness], Witness]:
    """Register what is done for a signal inside the transaction that announces it, with the same arguments.

    For what must not be lost when the process dies right after the commit: a witness writes to the outbox, or takes back a
    right that must not outlive the act, and does nothing else.
    """

    def register(function: Witness) -> Witness:
        _witnesses[signal].append(function)
        return function

    return register


def announce(signal: Signal, **arguments: Any) -> None:
    """Send a domain signal once the surrounding transaction has committed; its witnesses act inside it."""
    for function in _witnesses[signal]:
        function(**arguments)
    transaction.on_commit(partial(signal.send, sender=None, **arguments))
