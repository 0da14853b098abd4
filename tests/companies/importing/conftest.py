"""Small files made in the test, and the six real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEADER_LINE = (
    "ID;Company Name;Trade Name;Address Status;Address 1;Address 2;Postal Code;City;State/Province;Country;"
    "Company Registration Number;Company Registration Type Code;Country Phone Access Code;Business Category Code 1;"
    "Business Category Code 1 - Description;Founding Year;Yearly Revenue Local Currency;Yearly Revenue in U.S. Dollars;"
    "Employees On Site;Employees Total;Import/Export Code;Import/Export Code - Description;Business Legal Type;"
    "Business Legal Type - Description;Location Type - Description;Subsidiary Code - Description;"
    "Local Headquarter ID Number;Local Headquarter Company Name;Local Headquarter Street Address;"
    "Local Headquarter City;Local Headquarter State/Province;Local Headquarter Country Name;"
    "Local Headquarter Postal Code;National Headquarter ID Number;National Headquarter Company Name;"
    "National Headquarter Street Address;National Headquarter City Name;"
    "National Headquarter State/Province Name;National Headquarter Postal Code;Global Headquarter ID Number;"
    "Global Headquarter Company Name;Global Headquarter Street Address;Global Headquarter City Name;"
    "Global Headquarter State/Province;Global Headquarter Country Name;Global Headquarter Postal Code;"
    "Number of Companies in Group;Group Code;Group Linkage Code"
)
HEADER = HEADER_LINE.split(";")

BORG = {
    "ID": "1",
    "Company Name": "Borg Logistics SL.",
    "Address 1": "Calle Mendez Alvaro 44",
    "Postal Code": "28045",
    "City": "Madrid",
    "State/Province": "Madrid",
    "Country": "Spain",
    "Company Registration Number": "A28047223",
    "Business Category Code 1": "4225",
    "Business Category Code 1 - Description": "General Warehousing and Storage",
    "Founding Year": "1990",
    "Employees Total": "120",
}
"""A provider of Madrid with a valid CIF."""

WriteFile = Callable[..., Path]


@pytest.fixture
def write_file(tmp_path: Path) -> WriteFile:
    """Write rows, each Borg's with the given cells changed, as a source delivers them."""

    def write(*rows: dict[str, str], name: str = "companies.csv", first_header: str = "ID") -> Path:
        lines = [[first_header, *HEADER[1:]]]
        lines += [[{**BORG, **row}.get(column, "") for column in HEADER] for row in rows]
        path = tmp_path / name
        text = "\r\n".join(";".join(line) for line in lines) + "\r\n"
        path.write_bytes(text.encode("utf-8-sig"))
        return path

    return write
