"""Erasing a person, or the rows of a company, as every app classified its columns (`network.common.classification`).

`erase_person(user)` is the entry: it is called by a job once the account has been handed over and closed.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast

from network.common import erased_list
from network.common.classification import ALL, CORRESPONDENCE, Keeping, Table, columns_of, load
from network.common.erasing_steps import forget_cached, forget_mail_files
from network.common.models import ErasedKind, Erasure
from network.common.registries import Registry

NEUTRAL_NAME: Final = "N. N."
"""Stands where the name of somebody erased stood: nomen nescio, the same in every language."""
NEUTRAL_ADDRESS: Final = "erased@example.invalid"
SHORTEST_NAME: Final = 5


@dataclass(frozen=True)
class Subject:
    """Who is erased: the number of the row, and how others may have named him."""

    kind: ErasedKind
    number: int
    fingerprint: str
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()

    @property
    def phrases(self) -> dict[str, str]:
        """What is replaced wherever it stands in a text; a single short word could be anybody's."""
        whole = {name: NEUTRAL_NAME for name in self.names if len(name) >= SHORTEST_NAME and " " in name}
        return {**dict.fromkeys(self.addresses, NEUTRAL_ADDRESS), **whole}


@dataclass
class Erased:
    """What an erasure did: rows removed, keys emptied and texts replaced by table, and the reasons for which something stays."""

    subject: Subject
    removed: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    replaced: dict[str, list[Any]] = field(default_factory=dict)
    kept: list[Keeping] = field(default_factory=list)


objections: Registry[Callable[[Any], None]] = Registry("what speaks against erasing a person")
"""Called with the person before anything is erased; raises a `Refusal`."""

followers: Registry[Callable[[Erased], None]] = Registry("what follows an erasure")
"""Called inside the transaction of the erasure, of a person or of a company."""


def person_of(user: Any) -> Subject:
    """A person as he is erased; the fingerprint is of the moment he signed up."""
    addresses = {
        user.email,
        *apps.get_model("account", "EmailAddress").objects.filter(user=user).values_list("email", flat=True),
    }
    names = tuple(dict.fromkeys(name for name in (user.name, user.display_name) if name))
    digest = fingerprint_of(user.pk, user.date_joined)
    return Subject(ErasedKind.PERSON, user.pk, digest, names, tuple(sorted(filter(None, addresses))))


def fingerprint_of(number: int, moment: Any) -> str:
    """Tells two rows apart that had the same number at different times."""
    return hashlib.sha256(f"{number} {moment.timestamp():.6f}".encode()).hexdigest()


again: Registry[Callable[[int, str], bool]] = Registry("erasing again what a restored backup brought back")
"""By kind: erases the row with the number when its fingerprint is the one given; whether it was there."""


@transaction.atomic
def erase_person(user: Any, *, is_handed_over: bool = False) -> Erased:
    """Erase everything about a person that need not stay. The account itself is gone afterwards.

    Files and mails go after the commit. What stays is named in the result. `is_handed_over`: ask nobody whether something
    has to be handed over first.

    Raises:
        Refusal: something must be handed over first.

    """
    user = get_user_model().objects.select_for_update().get(pk=user.pk)
    for objection in () if is_handed_over else objections:
        objection(user)
    subject = person_of(user)
    erased = Erased(subject, kept=what_stays(user))
    for table in load():
        if table.before is not None:
            table.before(subject)
    _empty_keys(erased)
    replace_mentions(erased)
    remove_rows(erased, lambda table: _rows_of_person(table, subject))
    finish(erased)
    return erased


def erase_person_again(number: int, fingerprint: str) -> bool:
    """Erase a person whom a backup brought back; False when he is not there, or the number is somebody else's."""
    user = get_user_model().objects.filter(pk=number).first()
    if user is None or person_of(user).fingerprint != fingerprint:
        return False
    erase_person(user, is_handed_over=True)
    return True


again.register(ErasedKind.PERSON, erase_person_again)


def what_stays(user: Any) -> list[Keeping]:
    """For which reasons something of a person would stay after an erasure."""
    subject, found = person_of(user), {}
    for table in load():
        for name, keeping in table.kept.items():
            if keeping.key not in found and rows_with(table.model, name, [*subject.names, *subject.addresses]).exists():
                found[keeping.key] = keeping
        wrote = Q()
        for name in table.authors:
            wrote |= Q(**{name: subject.number})
        if CORRESPONDENCE.key not in found and table.company and wrote and _rows(table).filter(wrote).exists():
            found[CORRESPONDENCE.key] = CORRESPONDENCE
    return list(found.values())


def finish(erased: Erased) -> None:
    """What follows every erasure: the list that a restored backup is gone through with, those who wait for it, mail files."""
    for follower in followers:
        follower(erased)
    subject = erased.subject
    entry, _is_new = Erasure.objects.get_or_create(
        kind=subject.kind,
        number=subject.number,
        fingerprint=subject.fingerprint,
        defaults={"kept": [keeping.key for keeping in erased.kept]},
    )
    transaction.on_commit(partial(erased_list.note, entry))
    transaction.on_commit(partial(forget_mail_files, subject.phrases))
    transaction.on_commit(forget_cached)


def remove_rows(erased: Erased, rows_of: Callable[[Table], QuerySet[Any] | None]) -> None:
    """Delete the rows that go, those that name others first, and after the commit their files."""
    for table in _in_order_of_deletion():
        rows = rows_of(table)
        if rows is None:
            continue
        files = list(files_of(table, rows))
        count, _by_model = rows.model._base_manager.filter(pk__in=rows.values("pk")).delete()  # noqa: SLF001 - Django's own name
        if count:
            erased.removed[table.label] += count
            transaction.on_commit(partial(_delete_files, files))


def files_of(table: Table, rows: QuerySet[Any]) -> Iterator[tuple[Any, str]]:
    """(storage, name) of every uploaded file of the rows."""
    for column in columns_of(table.model):
        if isinstance(column, models.FileField):
            names = rows.exclude(**{column.name: ""}).exclude(**{column.name: None}).values_list(column.name, flat=True)
            yield from ((column.storage, file) for name in names for file in (name, *table.copies_of(name)))


def replace_mentions(erased: Erased) -> None:
    """Where somebody is named in what is told to others: other words. Remembers the rows, by table."""
    subject = erased.subject
    for table in load():
        for name in table.mentions:
            column = table.model._meta.get_field(name)  # noqa: SLF001 - public by the documentation
            for row in rows_with(table.model, name, [*subject.phrases, *_whole_values(column, subject)]):
                value = _without(getattr(row, name), subject)
                if value != getattr(row, name):
                    table.model._base_manager.filter(pk=row.pk).update(**{name: value})  # noqa: SLF001 - Django's own name
                    erased.replaced.setdefault(table.label, []).append(row.pk)


def rows_with(model: type[models.Model], name: str, needles: Iterable[str]) -> QuerySet[Any]:
    """Rows in whose column one of the texts stands, in JSON too, whatever the database writes for an accent."""
    wanted = Q(pk__in=())
    for needle in needles:
        for written in {needle, json.dumps(needle)[1:-1]}:
            wanted |= Q(looked_at__icontains=written)
    rows: QuerySet[Any] = model._base_manager.annotate(looked_at=Cast(name, models.TextField()))  # noqa: SLF001 - Django's own name
    return rows.filter(wanted)


def _whole_values(column: Any, subject: Subject) -> tuple[str, ...]:
    return subject.names if isinstance(column, models.JSONField) else ()


def _without(value: Any, subject: Subject) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, subject) for key, each in value.items()}
    if isinstance(value, list):
        return [_without(each, subject) for each in value]
    if not isinstance(value, str):
        return value
    if value in subject.names:
        return NEUTRAL_NAME
    for phrase, words in subject.phrases.items():
        value = _replaced(value, phrase, words)
    return value


def _replaced(text: str, phrase: str, words: str) -> str:
    """Every occurrence, in capitals too."""
    place = text.casefold().find(phrase.casefold())
    while place >= 0:
        text = text[:place] + words + text[place + len(phrase) :]
        place = text.casefold().find(phrase.casefold(), place + len(words))
    return text


def _rows(table: Table) -> QuerySet[Any]:
    return table.model._base_manager.all()  # noqa: SLF001 - Django's own name


def _rows_of_person(table: Table, subject: Subject) -> QuerySet[Any] | None:
    theirs = Q(pk__in=())
    for path in table.of_person:
        theirs |= Q(**{path: subject.number})
    for name in table.of_address:
        for address in subject.addresses:
            theirs |= Q(**{f"{name}__iexact": address})
    return _rows(table).filter(theirs) if table.of_person or table.of_address else None


def _empty_keys(erased: Erased) -> None:
    """Whoever did it for a company is nobody from now on."""
    for table in load():
        if table.technical == ALL:
            continue
        for name in table.authors:
            rows = _rows(table).filter(**{name: erased.subject.number})
            if count := rows.update(**{name: None}, **table.blanks.get(name, {})):
                erased.emptied[table.label] += count


def _in_order_of_deletion() -> list[Table]:
    """Tables that name rows of another one before that one."""
    ordered: dict[str, Table] = {}
    for table in load():
        _place(table, ordered, set())
    return list(reversed(ordered.values()))


def _place(table: Table, ordered: dict[str, Table], above: set[str]) -> None:
    if table.label in ordered or table.label in above:
        return
    for column in columns_of(table.model):
        if column.is_relation and column.related_model is not None:
            named = load().get(column.related_model._meta.label)  # type: ignore[union-attr]  # noqa: SLF001 - public
            if named is not None:
                _place(named, ordered, above | {table.label})
    ordered[table.label] = table


def _delete_files(files: list[tuple[Any, str]]) -> None:
    for storage, name in files:
        storage.delete(name)
