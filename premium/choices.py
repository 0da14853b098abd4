"""The closed lists of premium: windows of quotas, states of orders and of quota entries, accounts of the ledger."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

CURRENCY: Final = "EUR"
"""The currency of the books, of the account for transfers, and of the first catalogue."""
EURO_RATE: Final = 1_000_000
"""Rates are in millionths of a euro for one unit: what a euro is worth."""
FOREIGN: Final = ("CAD", "CHF", "CZK", "DKK", "GBP", "NOK", "PLN", "RON", "SEK", "USD")
"""Other currencies in which packs may be sold: all have cents, as the whole product counts in them."""
GRACE_LASTS: Final = timedelta(days=30)
"""How long a company keeps what a change of category takes away."""


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


class PaymentWay(models.TextChoices):
    """How an order is paid; the last two go through Stripe."""

    TRANSFER = "transfer", _("Bank transfer")
    CARD = "card", _("Card")
    SEPA = "sepa", _("SEPA direct debit")


class SubscriptionState(models.TextChoices):
    """Where a year bought stands; the rights of the first three are open."""

    PROVISIONAL = "provisional", _("open, payment under way")
    ACTIVE = "active", _("paid")
    PAST_DUE = "past_due", _("payment failed")
    PAUSED = "paused", _("paused")
    ENDED = "ended", _("ended")


OPEN_STATES: Final = (SubscriptionState.PROVISIONAL, SubscriptionState.ACTIVE, SubscriptionState.PAST_DUE)


class FailureReason(models.TextChoices):
    """Why a payment did not arrive, as far as the buyer can do something about it."""

    NOT_RECEIVED = "not_received", _("the transfer has not arrived")
    NO_FUNDS = "no_funds", _("the account did not hold enough")
    CARD_EXPIRED = "card_expired", _("the card has expired")
    DECLINED = "declined", _("the bank refused")
    ACTION_NEEDED = "action_needed", _("the bank asks you to confirm")
    DEBIT_REFUSED = "debit_refused", _("the direct debit was returned")
    NOT_REACHED = "not_reached", _("the payment could not be made")


class OrderState(models.TextChoices):
    WAITING = "waiting", _("waiting for the payment")
    PROCESSING = "processing", _("direct debit under way")
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
    STRIPE = "5115", _("Cards and debits to be received")
    DISPUTED = "467", _("Payments disputed by the payer's bank")
    LOST_DISPUTES = "654", _("Payments lost in disputes")
    ADVANCES = "4191", _("Received from customers in advance")
    SUSPENSE = "471", _("Received for nothing known yet")
    REVENUE = "706", _("Sales of packs")
    VAT = "44571", _("VAT collected")


class GraceState(models.TextChoices):
    """What became of the days after a change of category."""

    OPEN = "open", _("running")
    ENDED = "ended", _("ended")
    CANCELLED = "cancelled", _("undone, nothing was lost")


class DisputeState(models.TextChoices):
    """How a payer's bank has decided."""

    OPEN = "open", _("open")
    WON = "won", _("won")
    LOST = "lost", _("lost")
