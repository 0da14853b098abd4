"""Companies of the demonstration network, founded and filled through the actions that members use."""

import csv
import random
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from companies.actions.founding import found_company
from companies.actions.sections import save_section
from companies.choices import Category, EvidenceLevel, Origin
from companies.models import Company, Member, Place
from companies.slugs import free_slugs
from network.accounts.models import User
from network.home.demo.evidence import give_evidence
from network.home.demo.logos import draw_logo
from network.home.demo.people import People
from network.home.demo.pictures import show_pictures
from network.home.demo.practice import languages_of, practice_of
from network.home.demo.selling import certificates_of, offers_of
from network.home.demo.texts import FUNCTIONS, PRESENTATIONS, STREETS

COMPANIES = Path(__file__).with_name("companies.csv")
EVIDENCE_WEIGHTS = {
    EvidenceLevel.DECLARED: 20,
    EvidenceLevel.MAILBOX: 30,
    EvidenceLevel.SITE: 25,
    EvidenceLevel.MANDATE: 15,
    EvidenceLevel.DOCUMENT: 10,
}


@dataclass(frozen=True)
class Line:
    """One line of companies.csv."""

    name: str
    category: str
    city: str
    country: str
    language: str
    pack: str
    specialties: str
    offer: str


def lines() -> list[Line]:
    """The invented companies, in the order of the file."""
    with COMPANIES.open(encoding="utf-8", newline="") as file:
        return [Line(**row) for row in csv.DictReader(file, delimiter=";")]


class CompanyMaker:
    """Founds companies; all chance comes from one seeded source."""

    def __init__(self, chance: random.Random, seed: int, people: People, operator: User) -> None:
        self.chance, self.seed, self.people, self.operator = chance, seed, people, operator
        self.drawn = 0

    def make(self, line: Line) -> Member | None:
        """Found the company of a line with its owner and its page; an undetermined one is an unclaimed, imported page."""
        if line.category == Category.UNDETERMINED:
            self._imported(line)
            return None
        owner = self.people.person(company=line.name, language=line.language)
        founded = found_company(
            user=owner, name=line.name, country=line.country, category=line.category, is_another_of_the_name=True
        )
        member = founded.member
        self._fill_page(line, member)
        show_pictures(member, line.language, self.seed, self.drawn)
        self._finish(member.company, line)
        return member

    def _imported(self, line: Line) -> None:
        company = Company.objects.create(
            name=line.name,
            slug=free_slugs([line.name])[0],
            category=line.category,
            country=line.country,
            origin=Origin.IMPORTED,
        )
        Place.objects.create(company=company, city=line.city, country=line.country)

    def _fill_page(self, line: Line, member: Member) -> None:
        year, employees = self.chance.randint(1988, 2024), self.chance.choice((2, 4, 6, 9, 14, 21, 42, 80, 160))
        languages = languages_of(self.chance, line.country, line.language)
        identity = {
            "trade_name": "",
            "offer": line.offer,
            "website": f"https://{member.user.email.partition('@')[2]}",
            "phone": "",
            "founded_year": year,
            "employees": employees,
            "languages": languages,
        }
        self._save(member, "identity", identity)
        kind = "provider" if line.category == Category.PROVIDER else "other"
        presentation = self.chance.choice(PRESENTATIONS[kind][line.language])
        text = presentation.format(offer=line.offer, city=line.city, year=year, employees=employees)
        self._save(member, "presentation", {"text": text})
        street = f"{self.chance.randint(1, 90)} {self.chance.choice(STREETS[line.language])}"
        place = {
            "kind": "headquarters",
            "address": street,
            "postal_code": "",
            "city": line.city,
            "region": "",
            "country": line.country,
        }
        self._save(member, "places", {"places": [place]})
        function = self.chance.choice(FUNCTIONS[line.language])
        self._save(member, "team", {"members": [{"member": member.pk, "name": member.user.name, "function": function}]})
        specialties = line.specialties.split(",")
        self._save(member, "practical", practice_of(self.chance, line.category, line.country, specialties))
        if line.category == Category.PROVIDER:
            self._save(member, "offers", {"offers": offers_of(line.language, self.drawn)})
            self._save(member, "certificates", {"certificates": certificates_of(self.drawn)})
        if line.specialties:
            rows = [{"specialty": slug, "sentence": ""} for slug in specialties]
            self._save(member, "specialties", {"specialties": rows})

    def _save(self, member: Member, kind: str, content: dict[str, object]) -> None:
        save_section(acting=member, kind=kind, content=content, base_version=0)

    def _finish(self, company: Company, line: Line) -> None:
        """Logo, confirmed category and evidence, as an operator would leave them."""
        self.drawn += 1
        company.logo.save(f"{company.slug}.png", draw_logo(line.name, self.seed, self.drawn), save=False)
        level = self.chance.choices(list(EVIDENCE_WEIGHTS), list(EVIDENCE_WEIGHTS.values()))[0]
        company.evidence_level = level
        company.category_confirmed_at = timezone.now()
        company.save(update_fields=["logo", "evidence_level", "category_confirmed_at"])
        give_evidence(company, level)
