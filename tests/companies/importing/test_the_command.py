"""The command: its arguments, its report, its last line."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command

from companies.importing.reports import Progress
from companies.models import Company, ImportBatch
from network.common.models import OutboxEvent

pytestmark = pytest.mark.django_db

KEYS = [
    "created",
    "matched",
    "changed",
    "doubled",
    "doubtful",
    "refused",
    "seconds",
    "peak_memory_mb",
    "links_proposed",
]


def run(*arguments):
    output = io.StringIO()
    call_command("import_companies", *map(str, arguments), stdout=output)
    lines = output.getvalue().splitlines()
    return json.loads(lines[-1]), lines[:-1]


def test_the_last_line_is_one_json_object_with_the_sums(write_file):
    figures, _ = run(write_file({}, {"ID": "2"}))

    assert list(figures) == KEYS
    assert (figures["created"], figures["doubled"]) == (1, 1)
    assert figures["seconds"] >= 0
    assert figures["peak_memory_mb"] > 10


def test_the_outbox_is_empty_at_the_end(write_file):
    run(write_file({}))

    assert OutboxEvent.objects.exists()
    assert not OutboxEvent.objects.filter(done_at__isnull=True).exists()


def test_a_dry_run_writes_nothing_and_says_so(write_file):
    figures, lines = run(write_file({}), "--dry-run")

    assert figures["created"] == 1
    assert "nothing was written" in lines[-1]
    assert not Company.objects.exists()
    assert not OutboxEvent.objects.exists()


def test_the_report_holds_a_line_for_every_row(write_file, tmp_path):
    report = tmp_path / "report.csv"
    path = write_file(
        {"Company Name": "=SUM(A1)", "Founding Year": "0"},
        {"ID": "2", "Country": "France", "Company Registration Number": "5,6288E+13"},
        {"ID": ""},
    )

    run(path, "--report", report)

    with report.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["outcome"] for row in rows] == ["created", "created", "refused"]
    assert rows[0]["name"] == "'=SUM(A1)"
    assert rows[0]["remarks"] == "Founding Year: 0 is not a founding year; it is not used."
    assert rows[1]["remarks"].startswith("Company Registration Number: A spreadsheet shortened")
    assert (rows[1]["line"], rows[1]["page"]) == ("3", "borg-logistics-sl")
    assert "first column" in rows[2]["remarks"]


def test_doubtful_rows_are_listed_for_the_operator(write_file):
    _, lines = run(write_file({}, {"ID": "2", "Company Name": "Cyan SL"}))

    assert lines == [
        "doubtful companies.csv:3 Cyan SL: The number A28047223 already has the page borg-logistics-sl, "
        "under the name Borg Logistics SL.."
    ]


def test_another_source_numbers_its_rows_itself(write_file):
    run(write_file({}), "--source", "one")

    figures, _ = run(write_file({"Company Name": "Cyan SL", "Company Registration Number": ""}), "--source", "two")

    assert figures["created"] == 1
    assert set(ImportBatch.objects.values_list("source", flat=True)) == {"one", "two"}


def test_what_is_no_file_of_companies_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="Not a file"):
        run(tmp_path / "absent.csv")
    (tmp_path / "prices.csv").write_text("Article;Price\n")
    with pytest.raises(CommandError, match="it has no column Company Name, Country"):
        run(tmp_path / "prices.csv")


def test_a_terminal_shows_a_bar_and_a_pipe_does_not(write_file):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    path = write_file({}, {"ID": "2"})
    terminal, pipe = Terminal(), io.StringIO()

    for stream in (terminal, pipe):
        progress = Progress([path], stream)
        progress.tell(None)
        progress.tell(None)
        progress.close()

    assert "100% 2/2" in terminal.getvalue()
    assert pipe.getvalue() == ""
