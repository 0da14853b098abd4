"""What a merge would do to every row that names the merged company, by the rules of the apps; reads only."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from companies.duplicates import tables
from companies.duplicates.relations import unhandled
from companies.merge_rules import Act, Change, MergeRule, Pair, Way, Words, merge_rules


@dataclass(frozen=True)
class Staying:
    """A row that stays with the hidden page, and why."""

    words: str
    why: Words


@dataclass
class TablePlan:
    """What happens in one table. `kept` counts rows that stay because the rule says so; they are not listed."""

    model: str
    label: Words
    why: Words = ""
    changes: list[Change] = field(default_factory=list)
    staying: list[Staying] = field(default_factory=list)
    kept: int = 0

    @property
    def is_touched(self) -> bool:
        return bool(self.changes or self.staying or self.kept)


@dataclass(frozen=True)
class Plan:
    """The whole merge, before it is done: tables with something to say, and what speaks against it."""

    pair: Pair
    tables: list[TablePlan]
    objections: list[Words]

    @property
    def changes(self) -> list[Change]:
        return [change for table in self.tables for change in table.changes]

    @property
    def fingerprint(self) -> str:
        """Of everything the merge would write; the operator confirms what he has read, or nothing."""
        told = [
            (
                change.model,
                change.pk,
                change.act.value,
                sorted((name, str(old)) for name, (old, _) in change.columns.items()),
            )
            for change in self.changes
        ]
        told_besides = (self.pair.ids, self.pair.with_staff, [str(text) for text in self.objections])
        return hashlib.sha256(repr((told, told_besides)).encode()).hexdigest()


def plan_merge(pair: Pair) -> Plan:
    """Ask every rule; a column without a rule speaks against the merge, by its name."""
    objections: list[Words] = [
        _("Nobody has said what becomes of %(column)s in a merge. Tell the makers of the network.") % {"column": column}
        for column in unhandled()
    ]
    tables = []
    for rule in merge_rules:
        table = _plan_table(rule, pair)
        objections += [text for text in (*rule.objections(pair), *_in_the_way(rule, pair)) if text not in objections]
        if table.is_touched:
            tables.append(table)
    return Plan(pair, tables, objections)


def _plan_table(rule: MergeRule, pair: Pair) -> TablePlan:
    table = TablePlan(rule.model, tables.title_of(rule.model), rule.why)
    columns = tables.attributes(rule.model, rule.fields)
    rows = tables.rows_of(rule.model).order_by("pk").select_related(*rule.related)
    if columns:
        named = rows.filter(tables.naming(columns, pair.merged.pk))
        moving = named.filter(rule.only(pair)).distinct() if rule.way is Way.MOVE else named.none()
        table.kept = named.count() - moving.count()
        if rule.sets_aside is not None:
            swapped = {pair.kept.pk: pair.merged.pk}
            aside = rows.filter(rule.sets_aside(pair))
            table.changes += [_moved(rule, row, _renamed(rule, row, columns, swapped)) for row in aside]
        _plan_rows(rule, pair, table, moving)
    table.changes += rule.adds(pair)
    return table


def _plan_rows(rule: MergeRule, pair: Pair, table: TablePlan, rows: QuerySet) -> None:
    columns = tables.attributes(rule.model, rule.fields)
    there = _rows_there(rule, columns, pair)
    for row in rows:
        renamed = _renamed(rule, row, columns, {pair.merged.pk: pair.kept.pk})
        key = _key(rule, row, renamed)
        if rule.with_staff and not pair.with_staff:
            _stay(rule, table, row, _("the staff does not move"))
        elif rule.apart and len({renamed.get(name, getattr(row, name)) for name in rule.apart}) == 1:
            _stay(rule, table, row, _("it is between the two pages"))
        elif key in there and _counts(rule, row):
            if rule.outranks(row, there[key]):
                table.changes += _swapped(rule, row, there[key], pair)
            _stay(rule, table, row, _("the kept page has the same"))
        else:
            table.changes.append(_moved(rule, row, renamed))


def _rows_there(rule: MergeRule, columns: list[str], pair: Pair) -> dict[tuple, Any]:
    if not rule.once:
        return {}
    rows = tables.rows_of(rule.model).filter(tables.naming(columns, pair.kept.pk)).filter(rule.among)
    if rule.sets_aside is not None:
        rows = rows.exclude(rule.sets_aside(pair))
    return {_key(rule, row, {}): row for row in rows}


def _key(rule: MergeRule, row: Any, renamed: dict[str, Any]) -> tuple:
    values = (renamed.get(name, getattr(row, name)) for name in rule.once)
    return tuple(value.casefold() if isinstance(value, str) else value for value in values)


def _counts(rule: MergeRule, row: Any) -> bool:
    """Whether the row is among those the table allows once."""
    return not rule.among or tables.rows_of(rule.model).filter(rule.among, pk=row.pk).exists()


def _renamed(rule: MergeRule, row: Any, columns: list[str], numbers: dict[int, int]) -> dict[str, int]:
    """The columns that name a company, with the one number in place of the other; an ordered pair stays ordered."""
    values = {name: numbers.get(getattr(row, name), getattr(row, name)) for name in columns}
    if rule.ordered:
        values |= zip(rule.ordered, sorted(values[name] for name in rule.ordered), strict=True)
    return {name: value for name, value in values.items() if value != getattr(row, name)}


def _moved(rule: MergeRule, row: Any, written: dict[str, Any], act: Act = Act.MOVED) -> Change:
    written = {**rule.writes(row), **written} if act is Act.MOVED else written
    columns = {name: (getattr(row, name), value) for name, value in written.items()}
    return Change(
        rule.model, row.pk, _words(rule, row), act, columns, {path: tables.at(row, path) for path in rule.witness}
    )


def _stay(rule: MergeRule, table: TablePlan, row: Any, why: Words) -> None:
    """The row stays behind; what belongs to a member who does not move ends."""
    ended = rule.ends()
    if rule.drops:
        columns = {name: (value, None) for name, value in tables.columns_of(row).items()}
        table.changes.append(Change(rule.model, row.pk, _words(rule, row), Act.DROPPED, columns))
    elif ended:
        table.changes.append(_moved(rule, row, ended, Act.ENDED))
    else:
        table.staying.append(Staying(_words(rule, row), why))


def _swapped(rule: MergeRule, row: Any, there: Any, pair: Pair) -> Iterator[Change]:
    """The two rows exchange what makes the merged one the better; first the one that stays behind gives it up."""
    for one, other, number in ((row, there, pair.merged.pk), (there, row, pair.kept.pk)):
        values = {name: getattr(other, name) for name in rule.swaps}
        values = {
            name: number if value in pair.ids and name.endswith("_id") else value for name, value in values.items()
        }
        columns = {name: (getattr(one, name), value) for name, value in values.items() if value != getattr(one, name)}
        yield Change(rule.model, one.pk, _words(rule, one), Act.CHANGED, columns)


def _in_the_way(rule: MergeRule, pair: Pair) -> Iterator[Words]:
    if rule.way is not Way.REFUSE:
        return
    columns = tables.attributes(rule.model, rule.fields)
    rows = tables.rows_of(rule.model).filter(tables.naming(columns, pair.merged.pk))
    if rows.filter(rule.only(pair)).exists():
        yield rule.why


def _words(rule: MergeRule, row: Any) -> str:
    return str(rule.words(row))[:200]
