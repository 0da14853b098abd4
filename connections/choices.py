"""The closed lists of connections: kinds, states, purposes, and how each side words them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConnectionKind(models.TextChoices):
    """What the other company is for the one that proposed the connection."""

    CLIENT = "client", _("Client")
    SUPPLIER = "supplier", _("Supplier")
    PARTNER = "partner", _("Partner")
    PRESS = "press", _("Press")


KIND_SEEN_BY_THE_OTHER = {
    ConnectionKind.CLIENT: ConnectionKind.SUPPLIER.label,
    ConnectionKind.SUPPLIER: ConnectionKind.CLIENT.label,
    ConnectionKind.PARTNER: ConnectionKind.PARTNER.label,
    ConnectionKind.PRESS: _("Covered by us"),
}
"""The proposer says "client": the other company sees its supplier."""


class ConnectionState(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for an answer")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", _("Not confirmed")


class Purpose(models.TextChoices):
    """What an introduction is for; selling is for providers only (product.md, section 3)."""

    BUY = "buy", _("Buy: we are looking for a service or a product")
    SELL = "sell", _("Sell: we want to offer our services")
    PARTNER = "partner", _("Work together as partners")
    PRESS = "press", _("Press: an article, an interview")


class IntroductionState(models.TextChoices):
    PENDING = "pending", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("No answer in 14 days")


INTRODUCTION_DAYS = 14
INTRODUCTION_CHARACTERS = 600
"""Purpose and benefit together: what can be read in half a minute."""
