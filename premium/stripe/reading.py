"""What Stripe says of a customer now, in our words; nothing is believed that was not read like this."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Self

from premium.choices import FailureReason
from premium.stripe import gateway

FAILURES: Final = {
    "insufficient_funds": FailureReason.NO_FUNDS,
    "expired_card": FailureReason.CARD_EXPIRED,
    "authentication_required": FailureReason.ACTION_NEEDED,
    "refer_to_customer": FailureReason.DEBIT_REFUSED,
    "debit_not_authorized": FailureReason.DEBIT_REFUSED,
    "bank_account_closed": FailureReason.DEBIT_REFUSED,
    "card_declined": FailureReason.DECLINED,
    "generic_decline": FailureReason.DECLINED,
    "do_not_honor": FailureReason.DECLINED,
    "lost_card": FailureReason.DECLINED,
    "stolen_card": FailureReason.DECLINED,
}


def moment_of(seconds: int | None) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


@dataclass(frozen=True)
class ReadSubscription:
    """One subscription; its period is that of its only item."""

    id: str
    item_id: str
    status: str
    cancels_at_term: bool
    is_paused: bool
    unit_cents: int
    starts_at: datetime | None
    ends_at: datetime | None
    order_number: str

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Self:
        item: dict[str, Any] = next(iter(answer.get("items", {}).get("data", [])), {})
        return cls(
            id=answer["id"],
            item_id=item.get("id", ""),
            status=answer["status"],
            cancels_at_term=bool(answer.get("cancel_at_period_end") or answer.get("cancel_at")),
            is_paused=bool(answer.get("pause_collection")),
            unit_cents=(item.get("price") or {}).get("unit_amount") or 0,
            starts_at=moment_of(item.get("current_period_start")),
            ends_at=moment_of(item.get("current_period_end")),
            order_number=(answer.get("metadata") or {}).get("order", ""),
        )


@dataclass(frozen=True)
class ReadInvoice:
    """One charge of a subscription; `payment` names the attempt to take its money."""

    id: str
    subscription_id: str
    status: str
    is_first: bool
    is_attempted: bool
    total_cents: int
    paid_cents: int
    currency: str
    created_at: datetime
    paid_at: datetime | None
    payment: str

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Self:
        details = (answer.get("parent") or {}).get("subscription_details") or {}
        payments = (answer.get("payments") or {}).get("data", [])
        return cls(
            id=answer["id"],
            subscription_id=details.get("subscription") or "",
            status=answer["status"],
            is_first=answer.get("billing_reason") == "subscription_create",
            is_attempted=bool(answer.get("attempted")),
            total_cents=answer["total"],
            paid_cents=answer["amount_paid"],
            currency=answer["currency"].upper(),
            created_at=datetime.fromtimestamp(answer["created"], UTC),
            paid_at=moment_of((answer.get("status_transitions") or {}).get("paid_at")),
            payment=next((_payment(each) for each in reversed(payments)), ""),
        )


def _payment(answer: dict[str, Any]) -> str:
    return (answer.get("payment") or {}).get("payment_intent") or ""


@dataclass(frozen=True)
class ReadCharge:
    """One attempt to take money, the latest of its payment."""

    payment: str
    status: str
    failure: FailureReason
    refunded_cents: int
    is_disputed: bool

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Self:
        declined = (answer.get("outcome") or {}).get("reason") or ""
        code = declined if declined in FAILURES else answer.get("failure_code") or ""
        return cls(
            payment=answer.get("payment_intent") or "",
            status=answer["status"],
            failure=FAILURES.get(code, FailureReason.NOT_REACHED),
            refunded_cents=answer.get("amount_refunded") or 0,
            is_disputed=bool(answer.get("disputed")),
        )


@dataclass(frozen=True)
class ReadDispute:
    """A payment that the payer's bank takes back, and how it was decided."""

    id: str
    payment: str
    cents: int
    reason: str
    status: str
    opened_at: datetime

    @classmethod
    def of(cls, answer: dict[str, Any]) -> Self:
        return cls(
            id=answer["id"],
            payment=answer.get("payment_intent") or "",
            cents=answer["amount"],
            reason=answer.get("reason") or "",
            status=answer["status"],
            opened_at=datetime.fromtimestamp(answer["created"], UTC),
        )


@dataclass(frozen=True)
class Reading:
    """Everything of one customer, invoices in the order in which they were made."""

    subscriptions: list[ReadSubscription]
    invoices: list[ReadInvoice]
    charges: dict[str, ReadCharge]
    disputes: list[ReadDispute]

    def charge_of(self, invoice: ReadInvoice) -> ReadCharge | None:
        return self.charges.get(invoice.payment)


def read(customer: str) -> Reading:
    """Read a customer's present state at Stripe.

    Raises:
        StripeUnreachable, StripeRefused: nothing was read.

    """
    subscriptions = [ReadSubscription.of(each) for each in gateway.subscriptions_of(customer)]
    invoices = [ReadInvoice.of(each) for each in gateway.invoices_of(customer)]
    charges: dict[str, ReadCharge] = {}
    for answer in gateway.charges_of(customer):  # the newest come first
        charge = ReadCharge.of(answer)
        charges.setdefault(charge.payment, charge)
    disputed = [charge.payment for charge in charges.values() if charge.is_disputed]
    disputes = [ReadDispute.of(each) for payment in disputed for each in gateway.disputes_of(payment)]
    return Reading(subscriptions, sorted(invoices, key=lambda invoice: invoice.created_at), charges, disputes)
