"""What an app above may add to selling: whether packs are sold at all, and what is taken off a price."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from network.common.registries import Registry

if TYPE_CHECKING:
    from companies.models import Company
    from premium.models import Order, Pack


@dataclass(frozen=True)
class Reduction:
    """Cents off the first year, months for nothing, and in whose name."""

    cents: int
    text: str
    months: int = 0
    offer_id: int = 0


conditions: Registry[Callable[[], Q]] = Registry("conditions of selling")
"""Conditions on packs without which nothing is on sale; subqueries, so that they cost no query of their own."""

reductions: Registry[Callable[[Company, Pack, str], Reduction | None]] = Registry("reductions")
extra_months: Registry[Callable[[Order], int]] = Registry("extra months")


def reduction_for(company: Company, pack: Pack, code: str) -> Reduction | None:
    """The largest reduction a company gets on a pack, with the promotional code it has typed."""
    found = [reduction for offered in reductions if (reduction := offered(company, pack, code))]
    return max(found, key=lambda reduction: (reduction.cents, reduction.months), default=None)


def months_for_nothing(order: Order) -> int:
    """Months added to the year of an order."""
    return sum(months(order) for months in extra_months)
