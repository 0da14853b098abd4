"""Where a payment link stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkState(models.TextChoices):
    """As the buyer reads it; worked out from the dates of the link and the state of its order."""

    SENT = "sent", _("sent, not opened yet")
    OPENED = "opened", _("opened, not accepted yet")
    ACCEPTED = "accepted", _("accepted, the payment is awaited")
    PROCESSING = "processing", _("direct debit under way")
    PAID = "paid", _("paid")
    EXPIRED = "expired", _("expired")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CANCELLED = "cancelled", _("the order was cancelled")
