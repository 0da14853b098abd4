"""Writing a change into its row, keeping what stood there, and putting it back."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db import IntegrityError, transaction

from companies.duplicates import tables
from companies.duplicates.choices import LeftBecause
from companies.duplicates.models import Merge, MergedRow
from companies.merge_rules import Act, Change

BATCH = 500


def write(merge: Merge, changes: Sequence[Change]) -> None:
    """Do every change in its order and keep each row as it was; equal changes that follow each other are one statement."""
    kept = [_kept(merge, change) for change in changes]
    MergedRow.objects.bulk_create(kept, batch_size=BATCH)
    for (label, act, written), group in groupby(changes, key=_statement):
        rows = tables.rows_of(label).filter(pk__in=[change.pk for change in group])
        if act is Act.DROPPED:
            rows.delete()
        else:
            rows.update(**dict(written))


def put_back(merge: Merge) -> list[MergedRow]:
    """Restore every row that still is as the merge left it, the last one first; return those that were left, and why."""
    left = []
    for kept in merge.rows.order_by("-pk"):
        kept.left_because = _restore(kept)
        if kept.left_because:
            left.append(kept)
    MergedRow.objects.bulk_update(left, ["left_because"], batch_size=BATCH)
    return left


def _statement(change: Change) -> tuple[str, Act, tuple]:
    return change.model, change.act, tuple((name, _hashable(new)) for name, (_old, new) in change.columns.items())


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _kept(merge: Merge, change: Change) -> MergedRow:
    before = {name: _stored(old) for name, (old, _new) in change.columns.items()}
    after = {path: _stored(value) for path, value in change.witness.items()}
    if change.act is not Act.DROPPED:
        after |= {
            name: _stored(tables.as_field(change.model, name, new)) for name, (_old, new) in change.columns.items()
        }
    return MergedRow(
        merge=merge,
        model=change.model,
        row=change.pk,
        act=change.act.value,
        words=change.words,
        before=before,
        after=after,
    )


def _restore(kept: MergedRow) -> str:
    """Put one row back, or say why not."""
    values = {name: tables.as_field(kept.model, name, value) for name, value in kept.before.items()}
    try:
        with transaction.atomic():
            if kept.act == Act.DROPPED.value:
                tables.make(kept.model, values)
                return ""
            row = tables.rows_of(kept.model).filter(pk=kept.row).first()
            if row is None:
                return LeftBecause.GONE
            if any(_stored(tables.at(row, path)) != value for path, value in kept.after.items()):
                return LeftBecause.CHANGED
            tables.rows_of(kept.model).filter(pk=kept.row).update(**values)
    except IntegrityError:
        return LeftBecause.TAKEN
    return ""


def _stored(value: Any) -> Any:
    """As JSON keeps it, to the microsecond."""
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
