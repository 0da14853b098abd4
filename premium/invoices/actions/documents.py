"""Making the file of an invoice, once; printed outside any transaction, kept in one."""

import hashlib
import logging

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.models import Member
from companies.roles import CompanyPermission
from network.common.signals import announce
from network.notifications.actions import notify
from premium.invoices.document import PangoMissing, pdf_of
from premium.invoices.models import Invoice, InvoiceDocument
from premium.invoices.signals import invoice_ready

READY = "invoices.ready"

logger = logging.getLogger(__name__)


def make_what_is_missing(limit: int = 8) -> int:
    """Print invoices that have no file yet, the oldest first; return how many were made.

    Without Pango all of them wait: the log and the back office name the packages to install.
    """
    made = 0
    waiting = Invoice.objects.without_document().select_related("corrects", "order").order_by("pk")[:limit]
    for invoice in waiting:
        try:
            keep_document(invoice, pdf_of(invoice))
        except PangoMissing as missing:
            logger.warning("invoices wait for their files: %s", missing)
            return made
        except Exception:
            logger.exception("the file of invoice %s was not made", invoice.number)
        else:
            made += 1
    return made


@transaction.atomic
def keep_document(invoice: Invoice, content: bytes) -> InvoiceDocument:
    """Keep the file and tell who keeps the company's accounts; a second file of one invoice is thrown away."""
    Invoice.objects.select_for_update(of=("self",)).get(pk=invoice.pk)
    if known := InvoiceDocument.objects.filter(invoice=invoice).first():
        return known
    document = InvoiceDocument(invoice=invoice, sha256=hashlib.sha256(content).hexdigest(), made_at=timezone.now())
    document.file.save(f"{invoice.number}.pdf", ContentFile(content), save=False)
    document.save(force_insert=True)
    buyers = Member.objects.allowed(CompanyPermission.BUY).filter(company=invoice.company_id).select_related("user")
    notify(
        [member.user for member in buyers],
        READY,
        arguments={"number": invoice.number},
        url=reverse("invoices:archive"),
        company_id=invoice.company_id,
    )
    announce(invoice_ready, invoice=invoice)
    return document
