"""Texts of a company that are kept and not published: planned ones, those a second person reads. Apps above name them."""

from collections.abc import Callable, Iterable
from typing import Any

from network.common.registries import Registry

waiting_texts: Registry[Callable[[int], Iterable[Any]]] = Registry("texts that wait")
"""From the number of a company to the contents, as JSON holds them; whatever they name must stay until they are gone."""
