"""The archive of a company's invoices: the list, the files, and a year as a table."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from premium.access import buyer_required
from premium.invoices.exceptions import DocumentNotReady
from premium.invoices.exports import table_of
from premium.invoices.models import Invoice
from premium.invoices.selectors import archive_of


@buyer_required
def archive(request: HttpRequest) -> HttpResponse:
    """Invoices and credit notes by year."""
    year = request.GET.get("year", "")
    member = request.member  # type: ignore[attr-defined]
    shown = archive_of(member, int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None)
    return render(request, "invoices/archive.html", {"archive": shown, "company": member.company})


@buyer_required
def download(request: HttpRequest, number: str) -> FileResponse:
    """The Factur-X file of one's own invoice."""
    found = get_object_or_404(Invoice.objects.visible_to(request.member).select_related("document"), number=number)  # type: ignore[attr-defined]
    return file_response(found)


@buyer_required
def download_xml(request: HttpRequest, number: str) -> HttpResponse:
    """The XML alone, for accounting software."""
    found = get_object_or_404(Invoice.objects.visible_to(request.member), number=number)  # type: ignore[attr-defined]
    return attachment(found.xml.encode(), f"{found.number}.xml", "application/xml")


@buyer_required
def year_table(request: HttpRequest, year: int) -> HttpResponse:
    """A year of one's own invoices as CSV, for the accountant."""
    rows = Invoice.objects.visible_to(request.member).of_year(year).order_by("issued_on", "pk")  # type: ignore[attr-defined]
    return attachment(table_of(rows), f"comptoir-{year}.csv", "text/csv; charset=utf-8")


def file_response(invoice: Invoice) -> FileResponse:
    """The file, or a refusal that says it is being made.

    Raises:
        DocumentNotReady: the job has not printed it yet.

    """
    document = getattr(invoice, "document", None)
    if document is None:
        raise DocumentNotReady(invoice.number)
    response = FileResponse(document.file.open(), content_type="application/pdf", filename=f"{invoice.number}.pdf")
    response["X-Robots-Tag"] = "noindex"
    return response


def attachment(content: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
