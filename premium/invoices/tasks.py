"""The jobs of invoices: files still to be made, and VAT numbers still to be asked for."""

from celery import shared_task

from premium.invoices.actions.documents import make_what_is_missing
from premium.invoices.actions.vat_checks import ask_what_is_due


@shared_task(ignore_result=True)
def make_documents() -> int:
    """Print what has no file yet; safe to run twice at once."""
    return make_what_is_missing()


@shared_task(ignore_result=True)
def ask_vat_numbers() -> int:
    """Ask VIES what is due; safe to run twice at once."""
    return ask_what_is_due()
