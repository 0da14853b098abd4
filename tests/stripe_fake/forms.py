"""Stripe's form encoding, read back: `items[0][price]=x` becomes `{"items": [{"price": "x"}]}`."""

import re
from typing import Any
from urllib.parse import parse_qsl

PART = re.compile(r"[^\[\]]+|\[\]")


def decode(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        _put(found, PART.findall(name), value)
    return _with_lists(found)


def _put(target: dict[str, Any], parts: list[str], value: str) -> None:
    head, *rest = parts
    if head == "[]":
        head = str(len(target))
    if rest:
        _put(target.setdefault(head, {}), rest, value)
    else:
        target[head] = value


def _with_lists(value: Any) -> Any:
    """A table whose keys are 0, 1, 2 ... was a list."""
    if not isinstance(value, dict):
        return value
    made = {key: _with_lists(each) for key, each in value.items()}
    if made and sorted(made) == sorted(str(number) for number in range(len(made))):
        return [made[str(number)] for number in range(len(made))]
    return made


def is_true(value: Any) -> bool:
    return value in {True, "true", "True", "1"}
