"""What the pages of merging show: two companies side by side, a plan table by table, a merge that was done."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from companies.duplicates import tables
from companies.duplicates.models import Merge, MergedRow, Suspicion
from companies.duplicates.planning import Plan, TablePlan, plan_merge
from companies.merge_rules import Act, Pair, Words
from companies.models import Company
from companies.sections import section_kinds

ROWS_A_PAGE = 50

ACTS: dict[str, Words] = {
    Act.MOVED.value: _("moves"),
    Act.CHANGED.value: _("is changed"),
    Act.ENDED.value: _("ends"),
    Act.DROPPED.value: _("ends"),
}


@dataclass(frozen=True)
class Fact:
    """One line of the comparison."""

    label: Words
    one: str
    other: str

    @property
    def is_same(self) -> bool:
        return self.one == self.other


@dataclass(frozen=True)
class Comparison:
    """Two pages side by side, and what was said of the pair before."""

    one: Company
    other: Company
    facts: list[Fact]
    suspicion: Suspicion | None


@dataclass(frozen=True)
class Line:
    """One row of the plan in words."""

    words: str
    fate: Words
    why: Words = ""


@dataclass(frozen=True)
class Preview:
    """A plan as the operator reads it; `lines` are those of the chosen table, a page of them at a time."""

    plan: Plan
    chosen: TablePlan | None
    lines: Page | None
    can_turn_round: bool


@dataclass(frozen=True)
class KeptText:
    """What the merged page said in one section, in words."""

    kind: str
    label: Words
    texts: list[tuple[Words, str]]


def compare(one: Company, other: Company) -> Comparison:
    """The facts an operator needs to tell whether two pages are one company."""
    pages = [one, other]
    columns = zip(*(_facts_of(page) for page in pages), strict=True)
    facts = [Fact(first[0], first[1], second[1]) for first, second in columns]
    low, high = sorted(page.pk for page in pages)
    return Comparison(one, other, facts, Suspicion.objects.filter(low=low, high=high).first())


def _facts_of(company: Company) -> list[tuple[Words, str]]:
    numbers = [
        f"{each.scheme.upper()} {each.value} ({each.get_status_display()})" for each in company.identifiers.all()
    ]
    places = [str(place) for place in company.places.all()]
    records = [str(record) for record in company.imported_records.all()[:5]]
    return [
        (_("Country"), str(company.country.name)),
        (_("Category"), str(company.get_category_display())),
        (_("Trade name"), company.trade_name),
        (_("Numbers"), ", ".join(sorted(numbers))),
        (_("Website"), company.website),
        (_("Telephone"), company.phone),
        (_("Places"), ", ".join(sorted(places))),
        (_("Activity"), company.activity_label),
        (_("Claimed by its staff"), str(_("yes") if company.is_claimed else _("no"))),
        (_("Staff"), str(company.members.active().count())),
        (_("Sections saved"), str(company.sections.count())),
        (_("Imported from"), ", ".join(records)),
    ]


def preview(pair: Pair, *, table: str, number: Any) -> Preview:
    """The plan, one table of it in words, and whether the other way round nothing speaks against it."""
    plan = plan_merge(pair)
    chosen = next((each for each in plan.tables if each.model == table), None)
    turned = Pair(pair.merged, pair.kept, with_staff=pair.with_staff)
    can_turn_round = bool(plan.objections) and not plan_merge(turned).objections
    return Preview(plan, chosen, _lines(chosen, number), can_turn_round)


def _lines(table: TablePlan | None, number: Any) -> Page | None:
    if table is None:
        return None
    lines = [Line(change.words, ACTS[change.act.value]) for change in table.changes]
    lines += [Line(row.words, _("stays with the hidden page"), row.why) for row in table.staying]
    return Paginator(lines, ROWS_A_PAGE).get_page(number)


def tables_of(merge: Merge) -> list[dict[str, Any]]:
    """How many rows of each table a merge touched, and how many of them an undo left."""
    counted = merge.rows.values("model").annotate(count=Count("pk"), left=Count("pk", filter=~Q(left_because="")))
    return [{**row, "label": tables.title_of(row["model"])} for row in counted.order_by("model")]


def rows_of(merge: Merge, *, table: str, number: Any) -> Page:
    """The rows a merge touched; after an undo those that were left come first."""
    rows = merge.rows.filter(model=table) if table else merge.rows.all()
    page = Paginator(rows.order_by("-left_because", "pk"), ROWS_A_PAGE).get_page(number)
    for row in page.object_list:
        _put_into_words(row)
    return page


def _put_into_words(row: MergedRow) -> None:
    row.fate = ACTS[row.act]  # type: ignore[attr-defined]
    row.table = tables.title_of_one(row.model)  # type: ignore[attr-defined]


def texts_of(merge: Merge) -> list[KeptText]:
    """What the merged page said, section by section, in words."""
    known = [kind for kind in section_kinds.keys() if kind in merge.contents]
    return [_text_of(kind, merge.contents[kind]) for kind in known]


def _text_of(kind: str, content: dict[str, Any]) -> KeptText:
    found = section_kinds[kind]
    return KeptText(kind, found.label, [(label, words) for _key, label, words in found.form.texts_of(content) if words])
