"""The closed lists of premium: windows of quotas, states of orders and of quota entries, accounts of the ledger."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

CURRENCY: Final = "EUR"


class Window(models.TextChoices):
    """How long a limit counts before it begins again."""

    MONTH = "month", _("a month")
    YEAR = "year", _("a year")
    LIFETIME = "lifetime", _("for the whole time")


class QuotaState(models.TextChoices):
    """A unit is reserved, then its use is proven (committed) or has failed (released)."""

    RESERVED = "reserved", _("reserved")
    COMMITTED = "committed", _("used")
    RELEASED = "released", _("given back")


class OrderState(models.TextChoices):
    WAITING = "waiting", _("waiting for the transfer")
    PAID = "paid", _("paid")
    CANCELLED = "cancelled", _("cancelled")


class VatReason(models.TextChoices):
    """Why an order bears its rate of VAT (see premium.vat)."""

    FRANCE = "france", _("France, standard rate")
    EU_REVERSE_CHARGE = "eu_reverse_charge", _("European Union, valid VAT number")
    EU_WITHOUT_NUMBER = "eu_without_number", _("European Union, no valid VAT number")
    OVERSEAS_REDUCED = "overseas_reduced", _("Guadeloupe, Martinique and Réunion")
    OVERSEAS_EXEMPT = "overseas_exempt", _("Guyane and Mayotte")
    OUTSIDE_EU = "outside_eu", _("outside the European Union")


class Account(models.TextChoices):
    """Accounts of the ledger, numbered as in the French chart of accounts."""

    BANK = "512", _("Bank")
    REVENUE = "706", _("Sales of packs")
    VAT = "44571", _("VAT collected")
