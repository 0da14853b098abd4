"""The data of the pages of invoices."""

from dataclasses import dataclass

from companies.models import Member
from premium.invoices.models import Invoice


@dataclass(frozen=True)
class Archive:
    """The invoices of one company, of one year."""

    invoices: list[Invoice]
    years: list[int]
    year: int | None

    @property
    def total_cents(self) -> int:
        """What the year cost, credit notes deducted, with VAT."""
        return sum(-row.total_cents if row.is_credit_note else row.total_cents for row in self.invoices)


def archive_of(member: Member, year: int | None = None) -> Archive:
    """All years there are, and the invoices of the one asked for, otherwise of the last; two queries."""
    own = Invoice.objects.visible_to(member)
    years = sorted({day.year for day in own.values_list("issued_on", flat=True)}, reverse=True)
    shown = year if year in years else (years[0] if years else None)
    rows = own.of_year(shown).select_related("document", "corrects", "order") if shown else []
    return Archive(list(rows), years, shown)
