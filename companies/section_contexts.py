"""What the templates of sections need beyond their content, at most one query each."""

from dataclasses import dataclass
from typing import Any

from companies.models import Company, Member
from companies.sections import Content
from companies.service_areas import area_names
from companies.technologies import technology_names

LONGEST_LINE = 120


@dataclass(frozen=True)
class PersonOfTeam:
    """Somebody who chose to appear, with his own name and the function he gave."""

    pk: int
    display_name: str
    function: str


@dataclass(frozen=True)
class Client:
    """A reference; `company` is the client's page, when it has one, and `name` what its logo is drawn from."""

    client: str
    years: str
    sentence: str
    company: Company | None

    @property
    def name(self) -> str:
        return self.client


def one_line(text: str) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rsplit(" ", 1)[0] + "…"


def people_of_team(company: Company, content: Content) -> dict[str, Any]:
    """Entries of people who still are members, with their present names."""
    entries = content.get("members", [])
    if not entries:
        return {"people": []}
    members = Member.objects.active().filter(company=company, pk__in=[entry["member"] for entry in entries])
    people = {member.pk: member.user for member in members.select_related("user")}
    return {
        "people": [
            PersonOfTeam(people[entry["member"]].pk, people[entry["member"]].display_name, entry["function"])
            for entry in entries
            if entry["member"] in people
        ]
    }


def kept_references(company: Company, content: Content) -> dict[str, Any]:
    """References with the pages of the clients that have one."""
    references = content.get("references", [])
    slugs = [reference["page"] for reference in references if reference.get("page")]
    pages = {page.slug: page for page in Company.objects.visible().filter(slug__in=slugs)} if slugs else {}
    return {
        "references": [
            Client(
                reference["client"],
                reference.get("years", ""),
                reference.get("sentence", ""),
                pages.get(reference.get("page")),
            )
            for reference in references
        ]
    }


def practice(company: Company, content: Content) -> dict[str, Any]:
    """Service areas and technologies by their names."""
    return {
        "areas": area_names(content.get("service_areas", [])),
        "technologies": technology_names(content.get("technologies", [])),
    }
