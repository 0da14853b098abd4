"""Stream the rows of a register's CSV file, cleaned with care and with what is wrong in each."""

import csv
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple, TextIO

from django.utils.translation import gettext as _

from companies.identifiers import is_ruined
from companies.importing.countries import country_code
from companies.importing.names import calm, without_enclosing_quotes
from network.common.exceptions import Refusal

DELIMITER: Final = ";"
FIRST_COLUMN: Final = "ID"
"""What the first column is called here, whatever the file's header says: in one it is blank."""

NEEDED_COLUMNS: Final = ("Company Name", "Country")
OLDEST_FOUNDING_YEAR: Final = 1000
SOLE_TRADER: Final = "Proprietorship type"
LARGEST_COUNT: Final = 2_147_483_647
LONGEST_TEXT: Final = 200
LONGEST: Final = {
    FIRST_COLUMN: 60,
    "Address 1": 120,
    "Address 2": 120,
    "Postal Code": 20,
    "City": 100,
    "State/Province": 100,
    "Company Registration Number": 60,
    "Business Category Code 1": 8,
    "Country Phone Access Code": 8,
}
CODES: Final = frozenset((FIRST_COLUMN, "Postal Code", "Business Category Code 1", "Country Phone Access Code"))
"""Meaningless when cut: one that is too long is not used at all."""

REPLACEMENT: Final = "\ufffd"
WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")


class UnreadableFile(Refusal):
    """The file is not one of companies; `sentence` says what is missing."""


class Problem(NamedTuple):
    """What is wrong with one cell; the rest of the row is used."""

    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Headquarters:
    """A parent company as the source names it, kept for a proposal that both sides confirm."""

    level: str
    record_id: str
    name: str
    street: str
    city: str
    region: str
    postal_code: str
    country: str


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """One row of a file. Texts are "" and numbers None when the source says nothing usable."""

    line: int
    record_id: str
    name: str
    trade_name: str
    street: str
    street_2: str
    postal_code: str
    city: str
    region: str
    country: str
    registration_number: str
    registration_type: str
    phone_code: str
    activity_code: str
    activity_label: str
    founding_year: int | None
    revenue_local: int | None
    revenue_usd: int | None
    employees_on_site: int | None
    employees_total: int | None
    trade_code: str
    legal_type_code: str
    legal_type: str
    is_sole_trader: bool
    location_type: str
    is_subsidiary: bool
    headquarters: tuple[Headquarters, ...]
    raw: Mapping[str, str]
    problems: tuple[Problem, ...]
    refusal: str
    """Why the row cannot become a company, empty when it can."""

    @property
    def fingerprint(self) -> str:
        """Changes exactly when a cell of the row changes."""
        return hashlib.sha256(json.dumps(self.raw, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


HEADQUARTERS_COLUMNS: Final = {
    "local": ("City", "State/Province", "Country Name"),
    "national": ("City Name", "State/Province Name", ""),
    "global": ("City Name", "State/Province", "Country Name"),
}


def headquarter_ids(row: Mapping[str, str]) -> list[str]:
    """The keys of the headquarters a delivered row names, the nearest first."""
    found = (" ".join(row.get(f"{level.title()} Headquarter ID Number", "").split()) for level in HEADQUARTERS_COLUMNS)
    return [key for key in found if key]


def check_header(path: Path) -> None:
    """Raise `UnreadableFile` when the header is not that of a file of companies."""
    with _opened(path) as file:
        _header(csv.reader(file, delimiter=DELIMITER), path)


def read_rows(path: Path) -> Iterator[CompanyRow]:
    """Yield the rows of a file one by one; the memory used does not grow with the file.

    A header that is not that of a file of companies raises `UnreadableFile`.
    """
    with _opened(path) as file:
        reader = csv.reader(file, delimiter=DELIMITER)
        header = _header(reader, path)
        while (cells := _next_cells(reader)) is not None:
            if any(cells):
                yield _row(reader.line_num, header, cells)


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", errors="replace", newline="")


def _header(reader: Iterator[list[str]], path: Path) -> list[str]:
    header = [column.strip() for column in _next_cells(reader) or []]
    missing = [column for column in NEEDED_COLUMNS if column not in header[1:]]
    if missing:
        raise UnreadableFile(
            _("%(file)s is not a file of companies separated by semicolons: it has no column %(columns)s.")
            % {"file": path.name, "columns": ", ".join(missing)}
        )
    return [FIRST_COLUMN, *header[1:]]


def _next_cells(reader: Iterator[list[str]]) -> list[str] | None:
    """Take the next row, None at the end; one that the csv module cannot take comes as unreadable."""
    try:
        return next(reader)
    except StopIteration:
        return None
    except csv.Error:
        return [REPLACEMENT]


class _Cells:
    """One row's cells by column; collects the problems met while they are read."""

    def __init__(self, header: list[str], cells: list[str]) -> None:
        self.problems: list[Problem] = []
        self.raw = dict(zip(header, (_stored(cell) for cell in cells), strict=False))
        self._note_shape(header, cells)

    def _note_shape(self, header: list[str], cells: list[str]) -> None:
        if len(cells) != len(header):
            self.problem(
                FIRST_COLUMN,
                _("The row has %(found)d columns instead of %(expected)d.")
                % {"found": len(cells), "expected": len(header)},
            )
        for column, text in self.raw.items():
            if REPLACEMENT in text:
                self.problem(column, _("Some characters are not UTF-8 and cannot be read."))

    def problem(self, column: str, sentence: str) -> None:
        self.problems.append(Problem(column, sentence))

    def text(self, column: str) -> str:
        text = without_enclosing_quotes(" ".join(self.raw.get(column, "").split()))
        longest = LONGEST.get(column, LONGEST_TEXT)
        if len(text) <= longest:
            return text
        if column in CODES:
            self.problem(
                column,
                _("The code is longer than %(length)d characters; it is not used.") % {"length": longest},
            )
            return ""
        self.problem(column, _("The text was cut after %(length)d characters.") % {"length": longest})
        return text[:longest].rstrip()

    def number(self, column: str) -> int | None:
        text = self.text(column)
        if not text:
            return None
        if WHOLE_NUMBER.fullmatch(text):
            return int(text)
        if is_ruined(text):
            sentence = _("A spreadsheet shortened this number to %(number)s; it is not used.")
        else:
            sentence = _("%(number)s is not a whole number; it is not used.")
        self.problem(column, sentence % {"number": text})
        return None

    def count(self, column: str) -> int | None:
        number = self.number(column)
        if number is None or 0 <= number <= LARGEST_COUNT:
            return number
        self.problem(column, _("%(number)d cannot be a number of people; it is not used.") % {"number": number})
        return None

    def year(self, column: str) -> int | None:
        number = self.number(column)
        if number is None or OLDEST_FOUNDING_YEAR <= number <= datetime.now(UTC).year:
            return number
        self.problem(column, _("%(number)d is not a founding year; it is not used.") % {"number": number})
        return None

    def country(self, column: str) -> str:
        text = self.text(column)
        code = country_code(text)
        if text and not code:
            self.problem(column, _("%(name)s is not a country known here.") % {"name": text})
        return code

    def phone_code(self, column: str) -> str:
        digits = self.text(column).lstrip("+0")
        return f"+{digits}" if digits.isascii() and digits.isdigit() else ""


def _stored(cell: str) -> str:
    """Give the cell as it is kept: only NUL, which no database column takes, is dropped."""
    return unicodedata.normalize("NFC", cell.replace("\x00", ""))


def _row(line: int, header: list[str], values: list[str]) -> CompanyRow:
    cells = _Cells(header, values)
    legal_type = cells.text("Business Legal Type - Description")
    record_id, name = cells.text(FIRST_COLUMN), calm(cells.text("Company Name"))
    country = cells.country("Country")
    return CompanyRow(
        line=line,
        record_id=record_id,
        name=name,
        country=country,
        trade_name=calm(cells.text("Trade Name")),
        street=cells.text("Address 1"),
        street_2=cells.text("Address 2"),
        postal_code=cells.text("Postal Code"),
        city=cells.text("City"),
        region=cells.text("State/Province"),
        registration_number=cells.text("Company Registration Number"),
        registration_type=cells.text("Company Registration Type Code"),
        phone_code=cells.phone_code("Country Phone Access Code"),
        activity_code=cells.text("Business Category Code 1"),
        activity_label=cells.text("Business Category Code 1 - Description"),
        founding_year=cells.year("Founding Year"),
        revenue_local=cells.number("Yearly Revenue Local Currency"),
        revenue_usd=cells.number("Yearly Revenue in U.S. Dollars"),
        employees_on_site=cells.count("Employees On Site"),
        employees_total=cells.count("Employees Total"),
        trade_code=cells.text("Import/Export Code"),
        legal_type_code=cells.text("Business Legal Type"),
        legal_type=legal_type,
        is_sole_trader=legal_type == SOLE_TRADER,
        location_type=cells.text("Location Type - Description"),
        is_subsidiary=bool(cells.text("Subsidiary Code - Description")),
        headquarters=tuple(_headquarters(cells)),
        raw=cells.raw,
        problems=tuple(cells.problems),
        refusal=_refusal(record_id, name, country),
    )


def _headquarters(cells: _Cells) -> Iterator[Headquarters]:
    for level, (city, region, country) in HEADQUARTERS_COLUMNS.items():
        prefix = f"{level.title()} Headquarter"
        name = cells.text(f"{prefix} Company Name")
        if name:
            yield Headquarters(
                level=level,
                record_id=cells.text(f"{prefix} ID Number"),
                name=name,
                street=cells.text(f"{prefix} Street Address"),
                city=cells.text(f"{prefix} {city}"),
                region=cells.text(f"{prefix} {region}"),
                postal_code=cells.text(f"{prefix} Postal Code"),
                country=cells.country(f"{prefix} {country}") if country else "",
            )


def _refusal(record_id: str, name: str, country: str) -> str:
    if not record_id:
        return _("The first column is blank: a second import could not recognise this row.")
    if not name:
        return _("The row has no company name.")
    if not country:
        return _("The row has no country known here, so its number cannot be read.")
    return ""
