"""What a source's row says of a company, in the words of our tables and sections."""

from typing import Any

from companies.choices import IdentifierStatus, Origin, PlaceKind
from companies.identifiers import ReadIdentifier
from companies.importing.categories import category_of
from companies.importing.names import fold
from companies.importing.reading import CompanyRow
from companies.models import Company, Identifier, Place
from companies.projections import IDENTITY_FIELDS
from companies.sections import Content

BRANCH = "Branch"
"""How the source opens the type of a secondary location."""


def new_company(row: CompanyRow, slug: str) -> Company:
    """Build the page of a row that was never seen; its category waits for the operator."""
    said = {name: value for name, value in identity_of(row).items() if value}
    return Company(slug=slug, origin=Origin.IMPORTED, **register_facts(row), **said)


def register_facts(row: CompanyRow) -> dict[str, Any]:
    """What the register says of the company and its staff do not edit in a section."""
    return {
        "name": row.name,
        "country": row.country,
        "category": category_of(row.activity_code),
        "activity_code": row.activity_code,
        "activity_label": row.activity_label,
        "sole_trader": row.is_sole_trader,
    }


def sections_of(row: CompanyRow) -> dict[str, Content]:
    """Contents by kind of section."""
    return {"identity": identity_of(row), "places": {"places": places_of(row)}}


def identity_of(row: CompanyRow) -> Content:
    """The section "identity"; the source knows neither sentence nor website, and they stay empty.

    Sources write 0 for a headcount they do not know.
    """
    known: Content = {
        "trade_name": "" if fold(row.trade_name) == fold(row.name) else row.trade_name,
        "founded_year": row.founding_year,
        "employees": row.employees_total or row.employees_on_site or None,
        "languages": [],
    }
    return {name: known.get(name, "") for name in IDENTITY_FIELDS}


def places_of(row: CompanyRow) -> list[dict[str, str]]:
    """The one place of the row; none when the source names no city."""
    if not row.city:
        return []
    kind = PlaceKind.OFFICE if row.location_type.startswith(BRANCH) else PlaceKind.HEADQUARTERS
    return [
        {
            "kind": kind.value,
            "address": ", ".join(filter(None, (row.street, row.street_2))),
            "postal_code": row.postal_code,
            "city": row.city,
            "region": row.region,
            "country": row.country,
        }
    ]


def new_places(company: Company, row: CompanyRow) -> list[Place]:
    return [Place(company=company, position=position, **place) for position, place in enumerate(places_of(row))]


def identifiers_of(company: Company, read: ReadIdentifier, source: str, *, is_disputed: bool) -> list[Identifier]:
    """The numbers to register: checked with what it proves, or the text as declared, or nothing.

    A number that another page holds is disputed and kept as declared, whatever its check digit says.
    """
    if not read.value:
        return []
    holds = read.is_valid and not is_disputed
    return [
        Identifier(
            company=company,
            country=read.country,
            scheme=scheme,
            value=value,
            status=IdentifierStatus.VALID if holds else IdentifierStatus.DECLARED,
            source=source,
        )
        for scheme, value in (read.proven if holds else ((read.scheme, read.value),))
    ]
