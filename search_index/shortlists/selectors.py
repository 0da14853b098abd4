"""The comparison of up to four companies, and the page that asks several at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from companies.languages import language_names
from companies.models import Company, Section
from companies.page_rights import full_page_allowed
from companies.service_areas import area_names
from companies.technologies import technology_names
from listings.models import CompanySpecialty
from network.common.signs import EVIDENCE_NAMES


@dataclass(frozen=True)
class Line:
    """One line of the comparison: a cell for each company, what nobody told being empty."""

    label: str
    cells: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.cells)) > 1


@dataclass(frozen=True)
class Comparison:
    """Companies side by side, by exactly what their public pages show."""

    companies: tuple[Company, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class _Told:
    """What one company's page tells outsiders; nothing but its identity while its page is closed."""

    company: Company
    contents: dict[str, dict]
    specialties: list[str]
    city: str


def comparison(companies: Iterable[Company]) -> Comparison:
    """A line for each fact that at least one of the companies tells; three queries and one a company."""
    chosen = tuple(companies)
    told = _told(chosen)
    lines = [
        Line(_("Identity evidence"), tuple(str(EVIDENCE_NAMES[one.company.evidence_level]) for one in told)),
        Line(_("Category"), tuple(str(one.company.get_category_display()) for one in told)),
        Line(_("What it does"), tuple(one.contents.get("identity", {}).get("offer", "") for one in told)),
        Line(_("Where"), tuple(_place(one) for one in told)),
        Line(_("Size"), tuple(_people(one) for one in told)),
        Line(_("Founded in"), tuple(str(one.contents.get("identity", {}).get("founded_year") or "") for one in told)),
        Line(_("Languages"), tuple(_languages(one) for one in told)),
        Line(_("Countries served"), tuple(_practice(one, "service_areas") for one in told)),
        Line(_("Technologies"), tuple(_practice(one, "technologies") for one in told)),
        Line(_("Specialties"), tuple(", ".join(one.specialties) for one in told)),
        Line(_("Client references"), tuple(_references(one) for one in told)),
    ]
    return Comparison(chosen, tuple(line for line in lines if any(line.cells)))


def _told(companies: tuple[Company, ...]) -> list[_Told]:
    ids = [company.pk for company in companies]
    is_open = {company.pk: full_page_allowed(company) for company in companies}
    contents: dict[int, dict[str, dict]] = {pk: {} for pk in ids}
    for section in Section.objects.filter(company_id__in=ids):
        if is_open[section.company_id]:
            contents[section.company_id][section.kind] = section.content
    specialties: dict[int, list[str]] = {pk: [] for pk in ids}
    for one in CompanySpecialty.objects.on_offer().with_names().filter(company_id__in=ids):
        if is_open[one.company_id]:
            specialties[one.company_id].append(one.specialty.name)
    for company in companies:
        if is_open[company.pk]:
            contents[company.pk].setdefault("identity", _identity_of(company))
    return [
        _Told(company, contents[company.pk], specialties[company.pk], _first_city(company, contents[company.pk]))
        for company in companies
    ]


def _identity_of(company: Company) -> dict:
    return {
        "offer": company.offer,
        "founded_year": company.founded_year,
        "employees": company.employees,
        "languages": company.languages,
    }


def _first_city(company: Company, contents: dict[str, dict]) -> str:
    places = contents.get("places", {}).get("places", [])
    return str(places[0]["city"]) if places else str(company.places.values_list("city", flat=True).first() or "")


def _place(one: _Told) -> str:
    return ", ".join(part for part in (one.city, str(countries.name(str(one.company.country)))) if part)


def _people(one: _Told) -> str:
    people = one.contents.get("identity", {}).get("employees")
    return ngettext("{number} person", "{number} people", people).format(number=people) if people else ""


def _languages(one: _Told) -> str:
    return ", ".join(language_names(one.contents.get("identity", {}).get("languages") or []))


def _practice(one: _Told, key: str) -> str:
    names = area_names if key == "service_areas" else technology_names
    return ", ".join(names(one.contents.get("practical", {}).get(key, [])))


def _references(one: _Told) -> str:
    return ", ".join(row["client"] for row in one.contents.get("references", {}).get("references", []))
