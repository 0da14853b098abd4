"""The legal notice of a page: generated from the identity, never written by hand."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from companies.choices import DEFAULT_SOURCE, Origin
from companies.identifiers import read_identifier, schemes_of
from companies.models import Company, Identifier


@dataclass(frozen=True)
class LegalNumber:
    """A number of the company, as it is written, and whether it was checked."""

    label: str
    number: str
    is_checked: bool


@dataclass(frozen=True)
class LegalNotice:
    """Who the company is in law, and where that was learnt."""

    name: str
    numbers: list[LegalNumber]
    address: str
    source: str
    imported_at: datetime | None

    @property
    def source_name(self) -> str:
        """The file the page was made from: the usual one by its kind, another by its name."""
        return (
            _("Public register") if self.source == DEFAULT_SOURCE else _("Public file %(name)s") % {"name": self.source}
        )

    @property
    def declared_as(self) -> str:
        """The first number in one sentence, for the lowest rung of the ladder."""
        if not self.numbers:
            return _("By its staff, without a number.") if not self.source else _("By a public register.")
        first = self.numbers[0]
        state = _("checked offline") if first.is_checked else _("as declared")
        return f"{first.label} {first.number}, {state}."


def legal_notice_of(company: Company, headquarters: str) -> LegalNotice:
    """Read the notice; one query, two for an imported page."""
    record = None
    if company.origin == Origin.IMPORTED:
        record = company.imported_records.order_by("imported_at").only("source", "imported_at").first()
    identifiers = sorted(company.identifiers.all(), key=lambda identifier: (not identifier.is_valid, identifier.pk))
    return LegalNotice(
        name=company.name,
        numbers=[_number(identifier) for identifier in identifiers],
        address=headquarters,
        source=record.source if record else "",
        imported_at=record.imported_at if record else None,
    )


def _number(identifier: Identifier) -> LegalNumber:
    country = str(identifier.country)
    labels = {scheme.key: str(scheme.label) for scheme in schemes_of(country)}
    number = read_identifier(identifier.value, country).display if identifier.is_valid else identifier.value
    return LegalNumber(labels.get(identifier.scheme, _("Number")), number, identifier.is_valid)
