"""What each column of the database is, whom it speaks of, and what becomes of it when a person or a company is erased.

Each app says it beside its models, in `data_classes.py`, which is found by its name. A column that nobody classified makes
`tests/architecture/test_data_classes.py` fail: whoever adds one decides what it is.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from network.common.registries import Registry

Words = str | Promise
ALL: Final = ("*",)


class DataClass(Enum):
    """PERSON: says something about somebody. COMPANY: what a company is or wrote. MONEY: orders, invoices, books."""

    PERSON = "person"
    COMPANY = "company"
    MONEY = "money"
    TECHNICAL = "technical"


@dataclass(frozen=True)
class Keeping:
    """Why something stays, and for how long; whoever asks for erasure reads it."""

    key: str
    what: Words
    reason: Words
    term: Words


keepings: Registry[Keeping] = Registry("reasons to keep")

MONEY: Final = keepings.register(
    "money",
    Keeping(
        "money",
        _("Orders, invoices and bookings of a company"),
        _("They are accounting documents (Code de commerce, L123-22), and an invoice is never changed."),
        _("ten years after the end of the financial year"),
    ),
)
JOURNAL: Final = keepings.register(
    "journal",
    Keeping(
        "journal",
        _("What a company’s journal says was done, also the names of people it was done about"),
        _(
            "It proves who was given which power over the company (Code civil, 2224). Each entry is chained to the one"
            " before and cannot be changed; who acted is taken out."
        ),
        _("as long as the journal of the company"),
    ),
)
CORRESPONDENCE: Final = keepings.register(
    "correspondence",
    Keeping(
        "correspondence",
        _("What was written in the name of a company: messages, requests, texts of its page"),
        _(
            "It belongs to the companies that wrote and received it (Code de commerce, L110-4). Its author is taken out."
        ),
        _("as long as these companies are here, then five years"),
    ),
)
MANDATE: Final = keepings.register(
    "mandate",
    Keeping(
        "mandate",
        _("Who signed a company’s mandate"),
        _("It proves who gave power over the page (Code civil, 2224)."),
        _("five years after the mandate ended, at most until the page is closed"),
    ),
)
STUB: Final = keepings.register(
    "stub",
    Keeping(
        "stub",
        _("The number of the page, without its name"),
        _("Invoices, and the journals and letters of other companies, refer to it."),
        _("as long as these"),
    ),
)


@dataclass(frozen=True)
class Table:
    """The columns of one table by class, and what becomes of its rows.

    `of_person`, `of_company`: paths to a person or a company; such a row goes with them, its files too. `of_address`: columns
    with a mail address; a row for an address of the person goes. A key to a person that is in none of them is emptied: the
    act stays and its author is nobody; `blanks` are other columns that are emptied with it. `mentions`: texts and JSON in
    which somebody may be named; his name and addresses are replaced. `kept`: columns about a person that stay, with the
    reason; `kept_of_company`: why rows that name a company stay. `withheld`: never in an export. A company reads
    the rows of its own (the first path of `of_company`) and those that `shared` leads from; with `hidden` it reads none.
    `before` is called with the person first: for what no column says. `copies_of` names the files that were made of an
    uploaded one, from its name: they go with it.
    """

    label: str
    person: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    technical: tuple[str, ...] = ()
    of_person: tuple[str, ...] = ()
    of_company: tuple[str, ...] = ()
    of_address: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    blanks: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kept: Mapping[str, Keeping] = field(default_factory=dict)
    kept_of_company: Keeping | None = None
    before: Callable[[Any], object] | None = None
    copies_of: Callable[[str], Iterable[str]] = lambda name: ()
    hidden: bool = False

    @property
    def model(self) -> type[models.Model]:
        return apps.get_model(self.label)

    @property
    def classes(self) -> dict[str, DataClass]:
        """Every classified column with its class."""
        return {name: each for each in DataClass for name in getattr(self, each.value)}

    @property
    def read_by(self) -> tuple[str, ...]:
        """Paths to the companies that may have the rows in their file with everything."""
        return () if self.hidden else tuple(dict.fromkeys((*self.of_company[:1], *self.shared)))

    @property
    def authors(self) -> list[str]:
        """Keys to a person whose row it is not."""
        return [name for name in keys_to_people(self.model) if name not in self.of_person]

    def fate_of(self, name: str) -> str:
        """What an erased person finds of a column: removed, emptied, replaced, kept, or untouched; empty when nobody decided."""
        if self.of_person or name in self.of_address or (self.before is not None and name not in self.authors):
            return "removed"
        if name in self.authors or any(name in blanked for blanked in self.blanks.values()):
            return "emptied"
        if name in self.mentions:
            return "replaced"
        if name in self.kept:
            return "kept"
        return "" if name in self.person else "untouched"


tables: Registry[Table] = Registry("classes of columns")


def classify(label: str, *, kept: Mapping[str, Keeping] | None = None, **options: Any) -> None:
    """Say what the columns of a table are; names are written in one text with blanks between."""
    given: dict[str, Any] = {
        name: tuple(value.split()) if isinstance(value, str) else value for name, value in options.items()
    }
    reasons = {name: keeping for names, keeping in (kept or {}).items() for name in names.split()}
    tables.register(label, Table(label, kept=reasons, **given))


def technical(*labels: str) -> None:
    """Tables of other packages in which nobody is named and nobody writes."""
    for label in labels:
        classify(label, technical=ALL)


@cache
def load() -> Registry[Table]:
    """All tables, read once from the `data_classes.py` of every app."""
    autodiscover_modules("data_classes")
    return tables


def columns_of(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns of a table itself; those of the table it extends are that one's."""
    return list(model._meta.local_fields)  # noqa: SLF001 - public by the documentation


def keys_to_people(model: type[models.Model]) -> list[str]:
    """Names of the foreign keys to a person."""
    return [
        each.name
        for each in columns_of(model)
        if isinstance(each, models.ForeignKey) and _label(each.related_model) == settings.AUTH_USER_MODEL
    ]


def _label(model: Any) -> str:
    return str(model._meta.label)  # noqa: SLF001 - public by the documentation


def unclassified() -> list[str]:
    """What is missing or unknown in the declarations, each with what to write; empty when all is decided."""
    known = load()
    wrong: list[str] = []
    for model in apps.get_models(include_auto_created=True):
        table = known.get(_label(model))
        if table is None:
            wrong.append(
                f'{_label(model)} is not classified: write classify("{_label(model)}", person=…, company=…, money=…,'
                f" technical=…, of_person=…, of_company=…) in data_classes.py of its app; its columns:"
                f" {' '.join(each.name for each in columns_of(model))}"
            )
        elif table.technical != ALL:
            wrong += _wrong_columns(table)
        elif keys_to_people(model):
            wrong.append(f"{table.label} names a person and cannot be technical as a whole")
    labels = {_label(model) for model in apps.get_models(include_auto_created=True)}
    return wrong + [f"{table.label} is classified and does not exist" for table in known if table.label not in labels]


def _wrong_columns(table: Table) -> list[str]:
    there = {each.name for each in columns_of(table.model)}
    said = [name for each in DataClass for name in getattr(table, each.value)]
    wrong = [
        f"{table.label}.{name} is not classified: add it to person (about somebody), company (what a company is or wrote),"
        f' money or technical of classify("{table.label}", …)'
        for name in sorted(there - set(said))
    ]
    wrong += [f"{table.label}.{name} is classified and does not exist" for name in sorted(set(said) - there)]
    wrong += [f"{table.label}.{name} is classified twice" for name in there if said.count(name) > 1]
    wrong += [
        f"{table.label}.{name} is about a person and nothing is said of its erasure: name it in of_person (its rows go),"
        " of_address, blanks, mentions (name and address are replaced) or kept={…: reason}"
        for name in table.person
        if name in there and not table.fate_of(name)
    ]
    named = {*table.of_address, *table.mentions, *table.withheld, *table.kept}
    wrong += [f"{table.label}.{name} has a rule and does not exist" for name in sorted(named - there)]
    if not table.of_company and table.kept_of_company is None and (table.company or table.money):
        wrong.append(
            f'{table.label} holds company data and nothing is said of a closed company: of_company="path to the company"'
            " (its rows go) or kept_of_company=reason"
        )
    return wrong
