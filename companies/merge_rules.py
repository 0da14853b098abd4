"""What becomes of every row that names a company when an operator merges two pages of one company.

Each app registers a rule for each of its tables in `ready()`. A table without a rule stops every merge: a row that silently
stays behind is lost for the people who wrote it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.models import Company
from network.common.registries import Registry

Words = str | Promise


@dataclass(frozen=True)
class Pair:
    """Two pages of one company: the one that is kept, and the one that is merged into it.

    `with_staff`: the operator lets the staff of the merged page join, each with the role held there.
    """

    kept: Company
    merged: Company
    with_staff: bool = False

    @property
    def ids(self) -> tuple[int, int]:
        return self.kept.pk, self.merged.pk


class Act(Enum):
    """What a merge does to one row."""

    MOVED = "moved"
    CHANGED = "changed"
    ENDED = "ended"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Change:
    """One row, and what the merge writes in it.

    `columns`: attribute to (value before, value after). `witness`: what else must still be as it was for an undo, as
    dotted paths from the row. A dropped row has all its columns in `columns`, each without a value after.
    """

    model: str
    pk: int
    words: str
    act: Act
    columns: Mapping[str, tuple[Any, Any]]
    witness: Mapping[str, Any] = field(default_factory=dict)


class Way(Enum):
    """MOVE: the rows name the kept company from now on. KEEP: they stay with the hidden page. REFUSE: none may be there."""

    MOVE = "move"
    KEEP = "keep"
    REFUSE = "refuse"


def every_row(pair: Pair) -> Q:
    return Q()


def nothing_more(pair: Pair) -> Iterable[Change]:
    return ()


def no_objection(pair: Pair) -> Iterable[Words]:
    return ()


@dataclass(frozen=True)
class MergeRule:
    """How the rows of one table follow. No row is deleted because another one is in its place: it stays with the hidden page.

    `fields` are the columns that name a company, `why` is what the operator reads. `only` says which rows move (or, with
    REFUSE, which are in the way); the others stay. `once` is what the table allows once, `among` the rows that count for it: where the
    kept company has such a row, that of the merged one stays behind; `swaps` are columns that the two exchange first when
    `outranks(merged row, kept row)`. `apart` must name different companies, `ordered` the smaller one first. `witness` are
    paths whose values an undo wants unchanged. `with_staff`: the rows belong to the staff and move with it; otherwise those
    `ends` names are written, or with `drops` the row goes until the undo. `sets_aside` are rows of the kept company that
    go to the hidden page, `writes` what else is written in a row that moves, `adds` what is changed besides, `objections` what speaks against the merge at all.
    """

    model: str
    fields: tuple[str, ...]
    way: Way
    why: Words = ""
    only: Callable[[Pair], Q] = every_row
    once: tuple[str, ...] = ()
    among: Q = field(default_factory=Q)
    swaps: tuple[str, ...] = ()
    outranks: Callable[[Any, Any], bool] = lambda merged, kept: False
    apart: tuple[str, ...] = ()
    ordered: tuple[str, ...] = ()
    witness: tuple[str, ...] = ()
    writes: Callable[[Any], dict[str, Any]] = lambda row: {}
    with_staff: bool = False
    ends: Callable[[], dict[str, Any]] = dict
    drops: bool = False
    sets_aside: Callable[[Pair], Q] | None = None
    adds: Callable[[Pair], Iterable[Change]] = nothing_more
    objections: Callable[[Pair], Iterable[Words]] = no_objection
    words: Callable[[Any], str] = str
    related: tuple[str, ...] = ()


HISTORY: Final = _("what was done stays written where it was done")

merge_rules: Registry[MergeRule] = Registry("rules of merging")


def move(model: str, *fields: str, **options: Any) -> None:
    """The rows name the kept company from now on."""
    merge_rules.register(model, MergeRule(model, fields or ("company",), Way.MOVE, **options))


def keep(model: str, *fields: str, why: Words, **options: Any) -> None:
    """The rows stay with the hidden page."""
    merge_rules.register(model, MergeRule(model, fields or ("company",), Way.KEEP, why, **options))


def refuse(model: str, *fields: str, why: Words, **options: Any) -> None:
    """While the merged company has such rows, nothing is merged."""
    merge_rules.register(model, MergeRule(model, fields or ("company",), Way.REFUSE, why, **options))
