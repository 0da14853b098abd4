"""The tables of premium."""

from premium.models.catalogue import Pack, PackFeature, StandingGrant
from premium.models.ledger import LedgerAccount, LedgerEntry, LedgerTransaction
from premium.models.orders import Order
from premium.models.quotas import Grant, QuotaEntry
from premium.models.subscriptions import SubscribedFeature, Subscription

__all__ = [
    "Grant",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerTransaction",
    "Order",
    "Pack",
    "PackFeature",
    "QuotaEntry",
    "StandingGrant",
    "SubscribedFeature",
    "Subscription",
]
