"""Posting to the money ledger: lines that sum to zero, each event once."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from premium.choices import Account
from premium.models import LedgerAccount, LedgerEntry, LedgerTransaction, Order


class UnbalancedError(ValueError):
    """The lines do not sum to zero: money would appear or vanish."""


@transaction.atomic
def post(
    *,
    key: str,
    text: str,
    booked_on: date,
    currency: str,
    cents_by_account: Mapping[Account, int],
    order: Order | None = None,
) -> LedgerTransaction:
    """Write one transaction in one currency, its order's; debits are positive, credits negative, lines of nothing left out.

    Raises:
        UnbalancedError: the lines do not sum to zero, or are in another currency than their order.
        IntegrityError: the key was posted before.

    """
    lines = {account: cents for account, cents in cents_by_account.items() if cents}
    if sum(lines.values()) != 0:
        raise UnbalancedError(f"{key}: the lines sum to {sum(lines.values())}")
    if order and order.currency != currency:
        raise UnbalancedError(f"{key}: {currency} for an order in {order.currency}")
    posted = LedgerTransaction.objects.create(key=key, text=text, booked_on=booked_on, order=order)
    accounts = {account.code: account for account in LedgerAccount.objects.filter(code__in=lines)}
    LedgerEntry.objects.bulk_create(
        LedgerEntry(transaction=posted, account=accounts[account], cents=cents, currency=currency)
        for account, cents in lines.items()
    )
    return posted
