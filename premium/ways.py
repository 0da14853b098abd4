"""The ways of paying that are open for an amount of a currency, and why others are not."""

from django.utils.translation import gettext as _

from network.common.signs import currency_name
from premium.choices import CURRENCY, PaymentWay
from premium.exceptions import WayNotOpen
from premium.stripe import gateway


def open_ways(currency: str) -> list[PaymentWay]:
    """The ways that can be used today, the quickest first; none in a foreign currency without a key of Stripe.

    The account for transfers is kept in euros, and SEPA debits are in euros.
    """
    cards = [PaymentWay.CARD] if gateway.is_configured() else []
    if currency != CURRENCY:
        return cards
    return [*cards, PaymentWay.SEPA, PaymentWay.TRANSFER] if cards else [PaymentWay.TRANSFER]


def usual_way(currency: str, way: str = PaymentWay.TRANSFER) -> PaymentWay:
    """The way asked for, by itself the transfer, which charges nobody; the card where it is not open."""
    return PaymentWay(way) if currency == CURRENCY else PaymentWay.CARD


def only_in_euros(currency: str) -> str:
    """Why transfer and SEPA debit are off for a currency, and what remains; empty for the euro."""
    if currency == CURRENCY:
        return ""
    words = {"currency": currency_name(currency)}
    if open_ways(currency):
        return _("Our bank account and SEPA debits are in euros: an amount in %(currency)s is paid by card.") % words
    return (
        _(
            "Our bank account is in euros and cards are switched off for now: "
            "an amount in %(currency)s cannot be paid at present."
        )
        % words
    )


def require_way(currency: str, way: str) -> None:
    """Refuse a way in which an amount of the currency cannot be paid.

    Raises:
        WayNotOpen: nothing was changed.

    """
    if currency != CURRENCY and way not in open_ways(currency):
        raise WayNotOpen(only_in_euros(currency))
