"""Reading files as the world delivers them: nothing crashes, nothing is invented."""

from collections import Counter
from datetime import UTC, datetime
from itertools import islice

import pytest

from companies.importing.categories import category_of
from companies.importing.reading import Problem, UnreadableFile, read_rows


def test_a_row_is_read_into_its_fields(write_file):
    path = write_file({"Country Phone Access Code": "0034", "Employees On Site": "7", "Trade Name": "BORG"})

    (row,) = read_rows(path)

    assert (row.record_id, row.name, row.trade_name) == ("1", "Borg Logistics SL.", "BORG")
    assert (row.street, row.postal_code, row.city, row.country) == (
        "Calle Mendez Alvaro 44",
        "28045",
        "Madrid",
        "ES",
    )
    assert (row.founding_year, row.employees_on_site, row.employees_total) == (1990, 7, 120)
    assert row.phone_code == "+34"
    assert (row.problems, row.refusal) == ((), "")


def test_a_blank_first_header_is_the_identifier_too(write_file):
    path = write_file({"ID": "296682918"}, first_header=" ")

    (row,) = read_rows(path)

    assert row.record_id == "296682918"
    assert row.raw["ID"] == "296682918"


def test_a_quoted_cell_may_hold_separators_quotes_and_lines(write_file):
    path = write_file({"Trade Name": '"ELEX ; ADENES PPE"', "Address 1": '"""Two""\nlines"'})

    (row,) = read_rows(path)

    assert row.trade_name == "ELEX ; Adenes PPE"
    assert row.street == '"Two" lines'


def test_a_ruined_number_is_not_used_and_its_text_is_kept(write_file):
    path = write_file({"Yearly Revenue Local Currency": "3,51769E+11"})

    (row,) = read_rows(path)

    assert row.revenue_local is None
    assert row.raw["Yearly Revenue Local Currency"] == "3,51769E+11"
    assert row.problems == (
        Problem(
            "Yearly Revenue Local Currency",
            "A spreadsheet shortened this number to 3,51769E+11; it is not used.",
        ),
    )


@pytest.mark.parametrize("year", ["0", "17", str(datetime.now(UTC).year + 1), "MCMXC", "-1990"])
def test_what_is_no_year_is_not_used(write_file, year):
    (row,) = read_rows(write_file({"Founding Year": year}))

    assert row.founding_year is None
    assert [problem.column for problem in row.problems] == ["Founding Year"]


def test_an_old_university_keeps_its_year(write_file):
    (row,) = read_rows(write_file({"Founding Year": "1303"}))

    assert row.founding_year == 1303


def test_a_headcount_too_large_for_any_company_is_not_used(write_file):
    (row,) = read_rows(write_file({"Employees Total": "99999999999", "Employees On Site": "-4"}))

    assert (row.employees_total, row.employees_on_site) == (None, None)
    assert len(row.problems) == 2


def test_a_sole_trader_is_recognised(write_file):
    (row,) = read_rows(write_file({"Business Legal Type - Description": "Proprietorship type"}))

    assert row.is_sole_trader


def test_headquarters_are_kept_with_their_level(write_file):
    path = write_file(
        {
            "Local Headquarter Company Name": "IMPERIAL TOBACCO LIMITED",
            "Local Headquarter Country Name": "ENGLAND",
            "Global Headquarter Company Name": "Charter, Inc.",
            "Global Headquarter Country Name": "UNITED STATES OF AME",
            "Global Headquarter City Name": "STAMFORD",
        }
    )

    (row,) = read_rows(path)

    assert [(parent.level, parent.name, parent.city, parent.country) for parent in row.headquarters] == [
        ("local", "IMPERIAL TOBACCO LIMITED", "", "GB"),
        ("global", "Charter, Inc.", "STAMFORD", "US"),
    ]


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"ID": ""}, "first column"),
        ({"Company Name": " "}, "no company name"),
        ({"Country": "Atlantis"}, "no country"),
    ],
)
def test_a_row_that_can_be_no_company_says_why(write_file, cells, sentence):
    (row,) = read_rows(write_file(cells))

    assert sentence in row.refusal


def test_a_text_longer_than_its_column_is_cut_and_told_but_a_code_is_dropped(write_file):
    (row,) = read_rows(write_file({"City": "M" * 150, "Postal Code": "2" * 30, "ID": "9" * 61}))

    assert row.city == "M" * 100
    assert (row.postal_code, row.record_id) == ("", "")
    assert [problem.column for problem in row.problems] == ["ID", "Postal Code", "City"]


def test_bytes_that_are_not_utf_8_and_wrong_shapes_do_not_stop_the_file(write_file):
    path = write_file({}, {"ID": "2"})
    path.write_bytes(path.read_bytes() + b"3;Caf\xe9 SA;;;;;;;;France\r\n4;Nul\x00 SA;" + b";" * 60 + b"\r\n\r\n5\r\n")

    rows = list(read_rows(path))

    assert [row.record_id for row in rows] == ["1", "2", "3", "4", "5"]
    assert "Some characters are not UTF-8 and cannot be read." in [p.sentence for p in rows[2].problems]
    assert rows[3].name == "Nul SA"
    assert "columns instead of" in rows[3].problems[0].sentence
    assert rows[4].refusal


def test_a_cell_beyond_the_limit_of_the_csv_module_loses_only_its_row(write_file):
    path = write_file({"Trade Name": "x" * 200_000}, {"ID": "2"})

    rows = list(read_rows(path))

    assert rows[0].refusal
    assert rows[-1].record_id == "2"


def test_a_file_of_something_else_is_refused_with_what_it_lacks(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("Article,Price\nBread,2\n")

    with pytest.raises(UnreadableFile, match=r"prices\.csv.*Company Name, Country"):
        next(read_rows(path))


def test_the_fingerprint_changes_exactly_with_a_cell(write_file):
    first, again, other = (
        next(read_rows(write_file(cells, name=name)))
        for cells, name in [({}, "a.csv"), ({}, "b.csv"), ({"City": "Getafe"}, "c.csv")]
    )

    assert first.fingerprint == again.fingerprint != other.fingerprint


def test_rows_are_streamed(write_file):
    rows = read_rows(write_file({}, {"ID": "2"}, {"ID": "3"}))

    assert [row.record_id for row in islice(rows, 2)] == ["1", "2"]


def test_the_six_real_files_are_read_to_the_last_row(real_files):
    per_file, categories, told, countries = Counter(), Counter(), Counter(), Counter()

    for path in real_files:
        for row in read_rows(path):
            assert row.refusal == ""
            per_file[path.name] += 1
            categories[category_of(row.activity_code)] += 1
            countries[row.country] += 1
            told.update(problem.column for problem in row.problems)

    assert set(per_file.values()) == {1000}
    assert len(per_file) == 6
    assert countries == {"NL": 1001, "DE": 999, "US": 1000, "ES": 1000, "FR": 999, "IT": 1000, "AU": 1}
    assert categories == {
        "undetermined": 3031,
        "provider": 1475,
        "brand": 700,
        "merchant": 472,
        "media": 234,
        "fund": 88,
    }
    assert told == {
        "Founding Year": 7,
        "Yearly Revenue in U.S. Dollars": 3,
        "Yearly Revenue Local Currency": 1,
    }


def test_names_of_the_real_files_keep_their_spelling(real_files):
    madrid = next(path for path in real_files if "madrid" in path.name)

    names = {row.record_id: (row.name, row.raw["Company Name"]) for row in read_rows(madrid)}

    assert "Gxo Logistics Spain SL." in {name for name, _ in names.values()}
    assert all(name == raw for name, raw in names.values())
