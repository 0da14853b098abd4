"""Everything a company's public page shows, in a fixed number of queries."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_countries import countries

from companies.cards import version_of
from companies.choices import PlaceKind
from companies.cover import Cover, cover_of
from companies.languages import language_names
from companies.linked_data import Addresses, absolute, addresses_of, as_script, organization
from companies.models import Company, Member, Section
from companies.page_rights import full_page_allowed
from companies.permissions import may
from companies.projections import IDENTITY_FIELDS
from companies.roles import CompanyPermission
from companies.sections import Content, SectionKind, section_kinds, sections_of
from companies.selectors.evidence import Ladder, ladder_of
from companies.selectors.legal import LegalNotice, legal_notice_of
from companies.sharing import embed_address


@dataclass(frozen=True)
class ShownSection:
    """One section of the page, with what its template needs."""

    kind: SectionKind
    section: Section
    values: dict[str, Any]
    is_empty: bool

    @property
    def count(self) -> int | None:
        """How many rows the section has, for its tab."""
        lists = [value for value in self.section.content.values() if isinstance(value, list)]
        return len(lists[0]) if len(lists) == 1 else None


@dataclass(frozen=True)
class ShownPlace:
    """A place as the page writes it."""

    kind: str
    city: str
    lines: list[str]
    address: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True)
class CompanyPage:
    """The page of a company, for one reader."""

    company: Company
    name: str
    cover: Cover
    sections: list[ShownSection]
    places: list[ShownPlace]
    ladder: Ladder
    legal: LegalNotice
    is_open: bool
    is_own: bool
    may_edit: bool

    @property
    def is_whole(self) -> bool:
        """Whether this reader sees more than name and legal identity."""
        return self.is_open or self.is_own

    @property
    def shown(self) -> list[ShownSection]:
        """Sections with something to read, and for those who may write it, the empty ones with a hint."""
        return [
            section for section in self.sections if section.kind.is_shown and (not section.is_empty or self.may_edit)
        ]

    @property
    def is_short(self) -> bool:
        """Too little to read for a column of its own: the facts stand beside it, not at the side."""
        return sum(not section.is_empty for section in self.shown) < 2

    @property
    def tabs(self) -> list[dict[str, Any]]:
        filled = [section for section in self.shown if not section.is_empty]
        return [
            {
                "label": section.kind.label,
                "url": f"#{section.kind.key}",
                "current": position == 0,
                "count": section.count,
            }
            for position, section in enumerate(filled)
        ]

    @property
    def picture(self) -> Any | None:
        """The company's own cover (`.url .sources`); None where the drawing stands."""
        return next((section.values["cover"] for section in self.sections if section.values.get("cover")), None)

    @property
    def facts(self) -> list[str]:
        """Short facts under the name."""
        if not self.is_whole:
            return [str(self.company.get_category_display()), countries.name(self.company.country)]
        company = self.company
        people = ngettext("%(number)s person", "%(number)s people", company.employees or 0) % {
            "number": number_format(company.employees or 0, force_grouping=True)
        }
        return [
            str(company.get_category_display()),
            self.places[0].city if self.places else countries.name(company.country),
            people if company.employees else "",
            _("founded in %(year)s") % {"year": company.founded_year} if company.founded_year else "",
            self.languages,
        ]

    @property
    def languages(self) -> str:
        return ", ".join(language_names(self.company.languages))

    @property
    def website_name(self) -> str:
        """The website as people say it."""
        return self.company.website.partition("://")[2].removeprefix("www.").rstrip("/")

    @property
    def phone_link(self) -> str:
        return "".join(character for character in self.company.phone if character.isdigit() or character == "+")

    def content(self, kind: str) -> Content:
        """What this reader sees of a section; nothing where it is not shown."""
        return next((shown.section.content for shown in self.sections if shown.kind.key == kind), {})

    @property
    def json_ld(self) -> SafeString:
        """schema.org's Organization, safe inside a script element."""
        return as_script(organization(self))

    @property
    def addresses(self) -> Addresses:
        """Canonical, and in every language."""
        return addresses_of(self.company.get_absolute_url())

    @property
    def may_be_embedded(self) -> bool:
        """Whether other sites may show it: a visible page that its company looks after, open to everybody."""
        return self.is_open and self.company.is_claimed and self.company.hidden_at is None

    @property
    def card_version(self) -> str:
        return version_of(self)

    @property
    def image(self) -> str:
        """The picture others show beside a link to this page (`companies.cards`); empty where only the name is public."""
        if not self.is_open:
            return ""
        return absolute(f"{reverse('companies:card', args=[self.company.slug])}?v={self.card_version}")

    @property
    def embedding(self) -> str:
        """Where oEmbed answers for this page; empty where it does not."""
        return embed_address(self.addresses.canonical) if self.may_be_embedded else ""


def may_read_whole(company: Company, member: Member | None) -> bool:
    """Whether this reader sees more of a company than name and legal identity."""
    return full_page_allowed(company) or (member is not None and member.company_id == company.pk)


def company_page(company: Company, member: Member | None) -> CompanyPage:
    """The page as this reader sees it: outsiders, or a member of the company (his full preview)."""
    is_own = bool(member) and member.company_id == company.pk  # type: ignore[union-attr]
    return _page(
        company,
        sections_of(company),
        is_open=full_page_allowed(company),
        is_own=is_own,
        may_edit=is_own and may(member, CompanyPermission.EDIT_PAGE),
    )


def page_with(company: Company, contents: Mapping[str, Content]) -> CompanyPage:
    """The whole page with other texts in some of its sections: as it was, or as it will be. Nothing on it can be edited."""
    sections = sections_of(company)
    for kind in sections.keys() & contents.keys():
        sections[kind].content = contents[kind]
    shown = copy(company)
    for name, value in sections["identity"].content.items():
        if name in IDENTITY_FIELDS:
            setattr(shown, name, value)
    return _page(shown, sections, is_open=True, is_own=True, may_edit=False)


def _page(
    company: Company, sections: dict[str, Section], *, is_open: bool, is_own: bool, may_edit: bool
) -> CompanyPage:
    places = _places(sections["places"])
    legal = legal_notice_of(company, ", ".join(places[0].lines) if places else "")
    return CompanyPage(
        company=company,
        name=company.trade_name or company.name,
        cover=cover_of(company.pk),
        sections=_shown(company, sections) if is_open or is_own else [],
        places=places,
        ladder=ladder_of(company, declared_as=legal.declared_as),
        legal=legal,
        is_open=is_open,
        is_own=is_own,
        may_edit=may_edit,
    )


def _shown(company: Company, sections: dict[str, Section]) -> list[ShownSection]:
    shown = []
    for key, section in sections.items():
        kind = section_kinds[key]
        if not kind.is_shown:
            continue
        is_empty = kind.is_empty(section.content)
        values = kind.context_of(company, section.content) if kind.context_of and not is_empty else {}
        base = {"company": company, "section": section, "kind": kind, "content": section.content}
        is_bare = is_empty or not kind.has_body(section.content)
        shown.append(ShownSection(kind, section, base | values, is_bare))
    return shown


def _places(section: Section) -> list[ShownPlace]:
    return [
        ShownPlace(
            kind=str(PlaceKind(place["kind"]).label),
            city=place["city"],
            address=place.get("address", ""),
            postal_code=place.get("postal_code", ""),
            country=place.get("country", ""),
            lines=[
                line
                for line in (
                    place.get("address", ""),
                    " ".join(part for part in (place.get("postal_code", ""), place["city"]) if part),
                )
                if line
            ],
        )
        for place in section.content.get("places", [])
    ]
