"""What becomes of follows, connections, introductions and blocks when two pages of one company are merged; a block wins."""

from typing import Any

from django.db.models import Q

from companies.merge_rules import Pair, move
from companies.models import Company
from connections.choices import IntroductionState
from connections.models import Block


def _strangers(company: Company) -> list[int]:
    """Companies between which and this one somebody has blocked the other."""
    blocks = Block.objects.filter(Q(blocker=company) | Q(blocked=company)).values_list("blocker_id", "blocked_id")
    return [blocker if blocked == company.pk else blocked for blocker, blocked in blocks]


def _unblocked(one: str, other: str) -> Any:
    """Rows of the merged company with whom the kept one is on terms of a block stay behind."""

    def rows(pair: Pair) -> Q:
        strangers = _strangers(pair.kept)
        return ~Q(**{f"{one}__in": strangers}) & ~Q(**{f"{other}__in": strangers})

    return rows


def _ended_by_a_block(one: str, other: str) -> Any:
    """Rows of the kept company with whom the merged one is on terms of a block: a block ends them."""

    def rows(pair: Pair) -> Q:
        strangers = _strangers(pair.merged)
        return Q(**{one: pair.kept, f"{other}__in": strangers}) | Q(**{other: pair.kept, f"{one}__in": strangers})

    return rows


def _names(one: str, other: str, sign: str) -> Any:
    return lambda row: f"{getattr(row, one)} {sign} {getattr(row, other)}"


move(
    "connections.Follow",
    "follower",
    "followed",
    once=("follower_id", "followed_id"),
    apart=("follower_id", "followed_id"),
    only=_unblocked("follower", "followed"),
    sets_aside=_ended_by_a_block("follower", "followed"),
    related=("follower", "followed"),
    words=_names("follower", "followed", "→"),
)
move(
    "connections.Connection",
    "low",
    "high",
    "proposer",
    once=("low_id", "high_id"),
    apart=("low_id", "high_id"),
    ordered=("low_id", "high_id"),
    only=_unblocked("low", "high"),
    sets_aside=_ended_by_a_block("low", "high"),
    witness=("kind", "state"),
    swaps=("kind", "state", "proposer_id", "proposed_at", "answered_at"),
    outranks=lambda merged, kept: merged.is_confirmed and not kept.is_confirmed,
    related=("low", "high"),
    words=_names("low", "high", "–"),
)
move(
    "connections.Introduction",
    "asking",
    "asked",
    once=("asking_id", "asked_id"),
    among=Q(state=IntroductionState.PENDING),
    apart=("asking_id", "asked_id"),
    witness=("state", "withdrawn_at", "opened_at"),
    related=("asking", "asked"),
    words=_names("asking", "asked", "→"),
)
move(
    "connections.Block",
    "blocker",
    "blocked",
    once=("blocker_id", "blocked_id"),
    apart=("blocker_id", "blocked_id"),
    related=("blocker", "blocked"),
    words=_names("blocker", "blocked", "×"),
)
