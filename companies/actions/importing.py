"""Import companies from the files of a register: match every row, write what is new, follow what changed."""

from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import reset_queries, transaction
from django.utils.translation import gettext as _

from companies.choices import DEFAULT_SOURCE
from companies.importing.following import followers
from companies.importing.matching import Judged, NumberedRow, batches, judge
from companies.importing.outcomes import Fate, Outcome, Sums
from companies.importing.reading import check_header, read_rows
from companies.importing.updating import follow_changed_row
from companies.importing.writing import Run, keep_records, write_new_pages
from companies.models import Company

Tell = Callable[[Fate], None]


def import_companies(
    *, files: Sequence[Path], tell: Tell, source: str = DEFAULT_SOURCE, is_rehearsal: bool = False
) -> Sums:
    """Import files one after the other and tell every row's fate.

    A run that stops half-way may be repeated: each batch of rows is one transaction, and known rows change nothing.
    A rehearsal does everything in one transaction that is rolled back.

    Raises:
        UnreadableFile: a file is not one of companies; nothing has been written.

    """
    for file in files:
        check_header(file)
    run = Run(source, tuple(file.name for file in files))
    if is_rehearsal:
        with transaction.atomic():
            _import_files(files, run, tell)
            transaction.set_rollback(True)
    else:
        _import_files(files, run, tell)
    return run.sums


def _import_files(files: Sequence[Path], run: Run, tell: Tell) -> None:
    for file in files:
        for batch in batches(read_rows(file)):
            for fate in _import_batch(batch, file.name, run):
                run.sums.add(fate.outcome)
                tell(fate)
            reset_queries()  # with DEBUG, Django keeps every statement: memory would grow with the file
    run.finish()
    run.sums.followed.update({name: followers[name](run.source) for name in followers.keys()})


@transaction.atomic
def _import_batch(batch: Sequence[NumberedRow], file: str, run: Run) -> list[Fate]:
    judged = judge(batch, run.source)
    pages = write_new_pages(judged, run)
    keep_records(judged, pages, run)
    return [_fate(item, pages, file, run) for item in judged]


def _fate(item: Judged, pages: dict[str, Company], file: str, run: Run) -> Fate:
    """Follow the row when it changed, and tell what became of it."""
    remark = follow_changed_row(item, run) if item.outcome is Outcome.CHANGED else _remark(item)
    page = pages.get(item.row.record_id) or item.company
    problems = [f"{problem.column}: {problem.sentence}" for problem in item.row.problems]
    return Fate(
        file=file,
        row=item.row,
        outcome=item.outcome,
        page=page.slug if page else "",
        remarks=tuple(text for text in (remark, _about_number(item), *problems) if text),
    )


def _remark(item: Judged) -> str:
    if item.outcome is Outcome.DOUBTFUL and item.company is not None:
        return _("The number %(number)s already has the page %(page)s, under the name %(name)s.") % {
            "number": item.identifier.display,
            "page": item.company.slug,
            "name": item.company.name,
        }
    return item.row.refusal


def _about_number(item: Judged) -> str:
    """Say why a number that was given does not hold; a row without one is no problem."""
    if not item.identifier.value or not item.identifier.reason:
        return ""
    return f"Company Registration Number: {item.identifier.reason}"
