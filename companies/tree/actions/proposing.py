"""Links that an imported file speaks of: proposals only, which both sides still have to confirm."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Final

from django.db.models import Q

from companies.importing.reading import headquarter_ids
from companies.models import ImportedRecord
from companies.tree.choices import Kind, Side, State
from companies.tree.models import Affiliation

ROWS_AT_ONCE: Final = 1000
BRANCH: Final = "Branch"
LOCATION: Final = "Location Type - Description"


def propose_imported_links(source: str) -> int:
    """Propose the nearest headquarters of each imported company that has a page too; return how many are new.

    Links that stand, were declined or ended are left alone: a second run proposes nothing.
    """
    rows = ImportedRecord.objects.filter(source=source).order_by("pk").values_list("source_key", "company_id", "row")
    stream = rows.iterator(chunk_size=ROWS_AT_ONCE)
    proposed = 0
    while batch := list(islice(stream, ROWS_AT_ONCE)):
        proposed += _propose(source, batch)
    return proposed


def _propose(source: str, batch: list[tuple[str, int, Mapping[str, str]]]) -> int:
    pages = _pages(source, {key for _key, _company, row in batch for key in headquarter_ids(row)})
    wanted = _wanted(batch, pages)
    settled = _settled(wanted)
    new = [
        Affiliation(parent_id=parent, child_id=child, kind=kind, proposed_by=Side.IMPORT, source=source)
        for child, (parent, kind) in wanted.items()
        if child not in settled
    ]
    Affiliation.objects.bulk_create(new)
    return len(new)


def _pages(source: str, keys: set[str]) -> dict[str, int]:
    """The pages of the headquarters named, by the source's key."""
    found = ImportedRecord.objects.filter(source=source, source_key__in=keys)
    return dict(found.values_list("source_key", "company_id"))


def _wanted(
    batch: Iterable[tuple[str, int, Mapping[str, str]]], pages: Mapping[str, int]
) -> dict[int, tuple[int, str]]:
    """Parent and kind by child; two that name each other are left to people."""
    wanted: dict[int, tuple[int, str]] = {}
    for _key, child, row in batch:
        nearest = next((pages[key] for key in headquarter_ids(row) if pages.get(key, child) != child), None)
        if nearest is not None and wanted.get(nearest, (0, ""))[0] != child:
            kind = Kind.ESTABLISHMENT if row.get(LOCATION, "").startswith(BRANCH) else Kind.SUBSIDIARY
            wanted.setdefault(child, (nearest, kind))
    return wanted


def _settled(wanted: Mapping[int, tuple[int, str]]) -> set[int]:
    """Children that have a parent, another proposal of a file, or any past or present link with the one wanted."""
    parents = {parent for parent, _kind in wanted.values()}
    links = Affiliation.objects.filter(Q(child__in=wanted) | Q(child__in=parents, parent__in=wanted))
    settled = set()
    for link in links.only("parent_id", "child_id", "state", "proposed_by"):
        if link.state == State.CONFIRMED or (link.state == State.PROPOSED and link.proposed_by == Side.IMPORT):
            settled.add(link.child_id)
        settled |= {
            child
            for child, parent in ((link.child_id, link.parent_id), (link.parent_id, link.child_id))
            if wanted.get(child, (0, ""))[0] == parent
        }
    return settled
