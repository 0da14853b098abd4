"""The tables of premium."""

from premium.models.catalogue import Pack, PackFeature, StandingGrant
from premium.models.currencies import Currency
from premium.models.graces import CategoryCredit, CategoryGrace
from premium.models.ledger import LedgerAccount, LedgerEntry, LedgerTransaction
from premium.models.orders import Order
from premium.models.quotas import Grant, QuotaEntry
from premium.models.refunds import BillingDeputy, Dispute, Refund
from premium.models.stripe import StripeCall, StripeCustomer, StripeEvent, StripeSubscription
from premium.models.subscriptions import SubscribedFeature, Subscription

__all__ = [
    "BillingDeputy",
    "CategoryCredit",
    "CategoryGrace",
    "Currency",
    "Dispute",
    "Grant",
    "LedgerAccount",
    "LedgerEntry",
    "LedgerTransaction",
    "Order",
    "Pack",
    "PackFeature",
    "QuotaEntry",
    "Refund",
    "StandingGrant",
    "StripeCall",
    "StripeCustomer",
    "StripeEvent",
    "StripeSubscription",
    "SubscribedFeature",
    "Subscription",
]
