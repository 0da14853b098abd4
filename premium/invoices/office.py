"""The operator's pages of invoices: one invoice with its evidence, and the files for the accountant."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from network.common.access import operator
from premium.invoices.document import HINT, has_pango
from premium.invoices.exports import fec_name, fec_of, table_of
from premium.invoices.models import Invoice
from premium.invoices.seller import SELLER
from premium.invoices.views import attachment, file_response
from premium.operators import VIEW_INVOICES


@operator(VIEW_INVOICES)
def invoice(request: HttpRequest, invoice_id: int) -> HttpResponse:
    """One invoice: amounts, customer, what decided its VAT, credit notes."""
    found = get_object_or_404(Invoice.objects.select_related("company", "order", "corrects", "document"), pk=invoice_id)
    return render(request, "invoices/office/invoice.html", {"invoice": found, "credit_notes": found.credit_notes.all()})


@operator(VIEW_INVOICES)
def document(request: HttpRequest, invoice_id: int) -> Any:
    """The file of any invoice."""
    return file_response(get_object_or_404(Invoice.objects.select_related("document"), pk=invoice_id))


@operator(VIEW_INVOICES)
def accountant(request: HttpRequest) -> HttpResponse:
    """A year as CSV and as the tax office's file, and what waits for Pango."""
    years = sorted({day.year for day in Invoice.objects.values_list("issued_on", flat=True)}, reverse=True)
    context = {
        "years": years or [timezone.localdate().year],
        "seller": SELLER,
        "waiting": Invoice.objects.without_document().count(),
        "hint": "" if has_pango() else HINT,
    }
    return render(request, "invoices/office/accountant.html", context)


@operator(VIEW_INVOICES)
def year_csv(request: HttpRequest, year: int) -> HttpResponse:
    """All invoices and credit notes of a year."""
    rows = Invoice.objects.of_year(year).order_by("issued_on", "pk")
    return attachment(table_of(rows), f"invoices-{year}.csv", "text/csv; charset=utf-8")


@operator(VIEW_INVOICES)
def year_fec(request: HttpRequest, year: int) -> HttpResponse:
    """The accounting entries of a year as the French tax office wants them."""
    year = min(max(year, 1), 9999)
    return attachment(fec_of(year), fec_name(date(year, 12, 31)), "text/plain; charset=utf-8")
