"""What operators of the network may do with packs and orders: the permissions their groups are given."""

from typing import Final

CONFIRM_PAYMENTS: Final = "premium.change_order"
REFUND: Final = "premium.add_refund"
PAUSE: Final = "premium.change_subscription"
SEE_STRIPE: Final = "premium.view_stripeevent"
SET_PRICES: Final = "premium.change_pack"
SWITCH_STAGE: Final = "revenue.add_revenuestage"
SEE_FIGURES: Final = "revenue.view_revenuestage"
VIEW_INVOICES: Final = "invoices.view_invoice"

OPERATOR_PERMISSIONS: Final = (
    "premium.view_pack",
    "premium.add_pack",
    SET_PRICES,
    "premium.view_currency",
    "premium.add_currency",
    "premium.change_currency",
    "premium.view_standinggrant",
    "premium.add_standinggrant",
    "premium.change_standinggrant",
    "premium.delete_standinggrant",
    "premium.view_order",
    CONFIRM_PAYMENTS,
    "premium.view_subscription",
    REFUND,
    PAUSE,
    SEE_STRIPE,
    "premium.view_stripecall",
    "premium.view_stripecustomer",
    "premium.view_categorygrace",
    "premium.view_categorycredit",
    VIEW_INVOICES,
    "invoices.view_vatcheck",
    SWITCH_STAGE,
    SEE_FIGURES,
    "revenue.view_offer",
    "revenue.add_offer",
    "revenue.change_offer",
)
