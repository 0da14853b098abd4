"""What becomes of shortlists when two pages of one company are merged; the team's notes follow the candidate."""

from collections.abc import Iterator

from companies.merge_rules import Act, Change, Pair, move
from search_index.shortlists.models import Shortlisted, ShortlistNote


def notes_of_candidates_listed_twice(pair: Pair) -> Iterator[Change]:
    """Whoever had listed both pages keeps one row: the notes written on the other one go there."""
    kept = {
        entry.company_id: entry
        for entry in Shortlisted.objects.filter(candidate=pair.kept).select_related("company", "candidate")
    }
    doubled = ShortlistNote.objects.filter(entry__candidate=pair.merged, entry__company__in=kept)
    for note in doubled.select_related("entry").order_by("pk"):
        there = kept[note.entry.company_id]
        columns = {"entry_id": (note.entry_id, there.pk)}
        yield Change("shortlists.ShortlistNote", note.pk, str(there), Act.MOVED, columns)


move(
    "shortlists.Shortlisted",
    "company",
    "candidate",
    once=("company_id", "candidate_id"),
    apart=("company_id", "candidate_id"),
    adds=notes_of_candidates_listed_twice,
    related=("company", "candidate"),
)
