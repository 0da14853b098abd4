"""Invoices on the operator's page about one company."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.dossier import Line, Panel, panels
from network.common.signs import money
from premium.invoices.models import Invoice
from premium.operators import VIEW_INVOICES


def _amount(invoice: Invoice) -> str:
    return ("−" if invoice.is_credit_note else "") + money(invoice.total_cents, invoice.currency)


panels.register(
    "invoices",
    Panel(
        title=_("Invoices"),
        permission=VIEW_INVOICES,
        columns=(_("Number"), _("Kind"), _("Total with VAT"), _("Issued")),
        rows=lambda company: Invoice.objects.filter(company=company).defer("xml").order_by("-pk"),
        line=lambda invoice: Line(
            (invoice.number, invoice.get_kind_display(), _amount(invoice), invoice.issued_on),
            reverse("invoice_office:invoice", args=[invoice.pk]),
        ),
        all_rows="invoice:index",
        order=32,
    ),
)
