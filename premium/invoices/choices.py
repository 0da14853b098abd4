"""The closed lists of invoices: their kinds, and the answers VIES can give."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class InvoiceKind(models.TextChoices):
    """Each kind has a series of numbers of its own, without a gap."""

    INVOICE = "invoice", _("invoice")
    CREDIT_NOTE = "credit_note", _("credit note")


class ViesAnswer(models.TextChoices):
    """What the European Commission's service says of a VAT number; silence is an answer too."""

    VALID = "valid", _("valid")
    INVALID = "invalid", _("invalid")
    UNKNOWN = "unknown", _("could not be asked")
