"""Numbers without gaps: a series is locked from the taking of its number to the commit of what bears it."""

from datetime import date
from typing import Final

from django.db import connection
from django.db.models import F

from premium.invoices.choices import InvoiceKind
from premium.invoices.models import InvoiceSeries

LETTERS: Final = {InvoiceKind.INVOICE: "FA", InvoiceKind.CREDIT_NOTE: "AV"}


def next_number(kind: InvoiceKind, day: date) -> tuple[InvoiceSeries, int, str]:
    """The series, the position and the number, in the present transaction; a rollback gives the number back.

    The UPDATE locks the row: whoever comes next waits for this commit or this rollback.

    Raises:
        RuntimeError: outside a transaction, where a number could be taken and nothing be issued.

    """
    if not connection.in_atomic_block:
        raise RuntimeError("a number is taken in the transaction that issues its invoice")
    prefix = f"{LETTERS[kind]}{day.year}"
    InvoiceSeries.objects.bulk_create([InvoiceSeries(prefix=prefix)], ignore_conflicts=True)
    InvoiceSeries.objects.filter(prefix=prefix).update(last_number=F("last_number") + 1)
    series = InvoiceSeries.objects.get(prefix=prefix)
    return series, series.last_number, f"{prefix}-{series.last_number:06}"
