"""How domain signals travel: after commit, so that nobody hears of what did not happen."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal


def announce(signal: Signal, **arguments: Any) -> None:
    """Send a domain signal once the surrounding transaction has committed."""
    transaction.on_commit(partial(signal.send, sender=None, **arguments))
