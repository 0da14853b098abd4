"""What becomes of each row of an import, and the sums of a run."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from companies.importing.reading import CompanyRow


class Outcome(StrEnum):
    """The six fates of a row; every row has exactly one."""

    CREATED = "created"
    """A new page."""
    MATCHED = "matched"
    """Already known: the same row of the same source, or the number and name of an existing page."""
    CHANGED = "changed"
    """Already known, and the source now says something else."""
    DOUBLED = "doubled"
    """The source lists this company a second time: same number, same name. One page."""
    DOUBTFUL = "doubtful"
    """Another name claims a number that a page has: a page of its own, without the number."""
    REFUSED = "refused"
    """Not a company that could have a page."""


@dataclass(frozen=True, slots=True)
class Fate:
    """One row's fate, for the operator's report."""

    file: str
    row: CompanyRow
    outcome: Outcome
    page: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class Sums:
    """How many rows had each fate."""

    rows: Counter[Outcome] = field(default_factory=Counter)
    followed: dict[str, int] = field(default_factory=dict)
    """What apps above made of it, by name."""

    def add(self, outcome: Outcome) -> None:
        self.rows[outcome] += 1

    def as_dict(self) -> dict[str, int]:
        """The sums in the words and the order of the command's last line."""
        return {outcome.value: self.rows[outcome] for outcome in Outcome}
