"""Does the search find what was meant? Judged searches on the real files and the demonstration, per class and engine."""

import csv
import io
import math
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any
from zlib import crc32

HERE = Path(__file__).parent
REAL_FILES = HERE.parent.parent.parent / "shared" / "data"
NAME_CLASSES = ("exact_name", "lower_case", "no_legal_form")
LEAST_NAMES, LEAST_TYPOS = 0.97, 0.9
DEPTH = 10

Grades = dict[int, int]
"""How well a company answers, by its id."""


@dataclass(frozen=True)
class Judged:
    """One line of queries.tsv."""

    kind: str
    data: str
    text: str
    where: str
    relevant: str

    @property
    def is_for_tuning(self) -> bool:
        return crc32(f"{self.text} {self.where}".encode()) % 2 == 0

    @property
    def scope(self) -> str:
        return "companies" if self.data == "imported" or self.kind.startswith("name") else "providers"


def main(size: int = 0) -> dict[str, Any]:
    """Fill a database with the real files and the demonstration; ask every engine. There is one size."""
    fill()
    searches, grades_of = judged(), Judges()
    figures = {name: measured(engine, searches, grades_of) for name, engine in engines()}
    return {
        "benchmark": "search_quality",
        "size": len(searches),
        "ours": {name: one["reported"] for name, one in figures.items()},
        "tuned_on": {name: one["tuned"] for name, one in figures.items()},
        "goal": f"success@1 of names >= {LEAST_NAMES}, of names with one typing error >= {LEAST_TYPOS}, on every engine",
        "held": all(is_good_enough(half) for one in figures.values() for half in one.values()),
    }


def is_good_enough(figures: dict[str, dict[str, float]]) -> bool:
    names = all(figures[kind]["success_at_1"] >= LEAST_NAMES for kind in NAME_CLASSES)
    return names and figures["one_typo"]["success_at_1"] >= LEAST_TYPOS


def fill() -> None:
    """The demonstration, then the real files."""
    from django.core.management import call_command

    from network.common import outbox

    files = sorted(REAL_FILES.glob("companies-*.csv"))
    if not files:
        raise SystemExit(f"the real files of {REAL_FILES} are absent")
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        call_command("demo")
        call_command("import_companies", *map(str, files))
    while outbox.relay():
        pass


def judged() -> list[Judged]:
    """The lines of queries.tsv."""
    with (HERE / "queries.tsv").open(encoding="utf-8", newline="") as file:
        return [Judged(*line) for line in list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]]


def engines() -> Iterator[tuple[str, Any]]:
    """The engines this process can reach."""
    from search_index import mirror, pushes
    from search_index.backends import server_index
    from search_index.backends.database import DatabaseEngine
    from search_index.backends.elasticsearch import ElasticsearchEngine

    yield "database", DatabaseEngine()
    if pushes.is_in_use():
        mirror.rebuild()
        yield "elasticsearch", ElasticsearchEngine()
        server_index.drop_all()


def measured(engine: Any, searches: list[Judged], grades_of: "Judges") -> dict[str, dict[str, dict[str, float]]]:
    """Figures per class, of both halves apart; misses of names go to stderr with SHOW_MISSES=1."""
    halves: dict[str, dict[str, list[tuple[float, float]]]] = {
        "tuned": defaultdict(list),
        "reported": defaultdict(list),
    }
    for search in searches:
        half = "tuned" if search.is_for_tuning else "reported"
        grades = grades_of(search)
        found = [hit for hit in answers(engine, search) if grades_of.are_about(search, hit)][:DEPTH]
        score = (ndcg(found, grades), success(found, grades))
        halves[half][search.kind].append(score)
        halves[half]["all"].append(score)
        if not score[1] and half == "tuned" and os.environ.get("SHOW_MISSES"):
            print(search.kind, search.text, search.where, [hit.payload["name"] for hit in found[:3]], file=sys.stderr)
    return {half: {kind: figures(scores) for kind, scores in kinds.items()} for half, kinds in halves.items()}


def figures(scores: list[tuple[float, float]]) -> dict[str, float]:
    return {
        "searches": len(scores),
        "ndcg_at_10": round(mean(one for one, _ in scores), 3),
        "success_at_1": round(mean(one for _, one in scores), 3),
    }


def answers(engine: Any, search: Judged) -> list[Any]:
    from search_index.query import search_query

    return list(engine.search(search_query(text=search.text, where=search.where, scope=search.scope)).hits)


def ndcg(found: list[Any], grades: Grades) -> float:
    """Normalised discounted cumulative gain of the first ten."""
    best = gain(sorted(grades.values(), reverse=True)[:DEPTH])
    return gain([grades.get(hit.company_id, 0) for hit in found]) / best if best else 0.0


def gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(position + 1) for position, grade in enumerate(grades, start=1))


def success(found: list[Any], grades: Grades) -> float:
    """1 when the first result is one of the best answers."""
    return float(bool(found) and grades.get(found[0].company_id, 0) == max(grades.values(), default=1))


class Judges:
    """What the last column of a line means, for the companies in this database."""

    def __init__(self) -> None:
        from companies.models import Company, ImportedRecord

        self.rows = {
            record.source_key: (record.company_id, record.row)
            for record in ImportedRecord.objects.only("source_key", "company_id", "row").iterator()
        }
        self.invented = set(Company.objects.filter(imported_records=None).values_list("pk", flat=True))
        self.names = dict(Company.objects.filter(imported_records=None).values_list("name", "pk"))

    def are_about(self, search: Judged, hit: Any) -> bool:
        """Judged rows of the real files are not measured against companies of the demonstration, which nobody judged for them."""
        return search.data != "imported" or hit.company_id not in self.invented

    def __call__(self, search: Judged) -> Grades:
        kind, _, given = search.relevant.partition("=")
        readers: dict[str, Callable[[str], Grades]] = {"key": self._keys, "name": self._names, "sic": self._codes}
        return readers[kind](given)

    def _keys(self, given: str) -> Grades:
        return {self.rows[key][0]: 3 for key in given.split("|") if key in self.rows}

    def _names(self, given: str) -> Grades:
        graded = (one.rpartition(":") for one in given.split("|"))
        return {self.names[name]: int(grade) for name, _, grade in graded}

    def _codes(self, given: str) -> Grades:
        """`7311|7312 city=Paris`: the rows with one of the codes and these values."""
        codes, *conditions = given.split(" ")
        wanted = {"Business Category Code 1": set(codes.split("|"))}
        for condition in conditions:
            column, _, value = condition.partition("=")
            wanted[column.title()] = {value}
        return {
            company_id: 3
            for company_id, row in self.rows.values()
            if all(str(row.get(column, "")).strip() in values for column, values in wanted.items())
        }
