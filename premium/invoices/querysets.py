"""Chainable questions about invoices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from premium.invoices.choices import InvoiceKind

if TYPE_CHECKING:
    from companies.models import Member


class InvoiceQuerySet(models.QuerySet):
    """Questions about invoices and credit notes."""

    def visible_to(self, member: Member) -> InvoiceQuerySet:
        return self.filter(company_id=member.company_id)

    def invoices(self) -> InvoiceQuerySet:
        return self.filter(kind=InvoiceKind.INVOICE)

    def credit_notes(self) -> InvoiceQuerySet:
        return self.filter(kind=InvoiceKind.CREDIT_NOTE)

    def of_year(self, year: int) -> InvoiceQuerySet:
        """Issued in a calendar year; one that no calendar knows has none."""
        return self.filter(issued_on__year=min(max(year, 1), 9999))

    def without_document(self) -> InvoiceQuerySet:
        """Those whose PDF is still to be made."""
        return self.filter(document=None)
