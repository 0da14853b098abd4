"""Refusals of invoices."""

from django.utils.translation import gettext as _

from network.common.exceptions import Refusal


class DocumentNotReady(Refusal):
    """The number is given, the file is still being made."""

    status = 409

    def __init__(self, number: str) -> None:
        super().__init__(
            _("The file of %(number)s is being made. It will be here in a moment, and you get a notification.")
            % {"number": number}
        )


class InvoiceNotYetIssued(RuntimeError):
    """A refund came before its invoice: the job waits for it and tries again."""


class InvalidInvoiceXml(RuntimeError):
    """The XML does not hold against the schema of Factur-X; no number is used."""
