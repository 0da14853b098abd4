"""Slots of pages that higher apps fill: the company page does not know who follows or searches."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

ContextOf = Callable[[HttpRequest, Any], dict[str, Any] | None]


@dataclass(frozen=True, order=True)
class Filling:
    """A template shown in a slot; `context_of` returns its context, or None when it has nothing to show."""

    order: int
    template: str
    context_of: ContextOf


_slots: dict[str, list[Filling]] = defaultdict(list)


def register(slot: str, order: int, template: str, context_of: ContextOf) -> None:
    """Fill a slot; lower orders come first."""
    _slots[slot].append(Filling(order, template, context_of))
    _slots[slot].sort(key=lambda filling: filling.order)


def fillings(slot: str, request: HttpRequest, subject: Any) -> list[tuple[str, dict[str, Any]]]:
    """Templates and contexts to show in `slot` for `subject`, in order."""
    found = []
    for filling in _slots[slot]:
        context = filling.context_of(request, subject)
        if context is not None:
            found.append((filling.template, context))
    return found
