"""What the operator sees of transfers: what an import would do, what was paid too little, and what is to be sent back."""

from dataclasses import dataclass
from enum import Enum

from django.db.models import Q, Sum
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from premium.choices import Account, OrderState
from premium.models import LedgerEntry, Order
from premium.transfers.camt import Movement, Statement
from premium.transfers.matching import order_of
from premium.transfers.models import BankMovement

Text = str | Promise


class Fate(Enum):
    """What importing a movement would do."""

    SETTLES = _("pays the order")
    PART = _("pays a part; the order waits on")
    TOO_MUCH = _("pays the order, and too much")
    TWICE = _("the order was paid before: to be sent back")
    CANCELLED = _("the order was cancelled: to be sent back")
    KNOWN = _("confirmed by hand before: nothing to do")
    UNMATCHED = _("no order found: to be assigned by hand")
    IMPORTED = _("imported before: left out")
    OUTGOING = _("money that left: left out")
    PENDING = _("not booked yet: left out")


SKIPPED = frozenset({Fate.IMPORTED, Fate.OUTGOING, Fate.PENDING})


@dataclass(frozen=True)
class Line:
    """One movement of a statement, and what becomes of it."""

    movement: Movement
    fate: Fate
    order: Order | None = None

    @property
    def label(self) -> Text:
        return self.fate.value


def preview(statement: Statement) -> list[Line]:
    """What importing the statement now would do, movement by movement, each seeing those before it."""
    known = set(
        BankMovement.objects.filter(
            account=statement.account, reference__in=[movement.reference for movement in statement.movements]
        ).values_list("reference", flat=True)
    )
    counted: dict[int, int] = {}
    lines = []
    for movement in statement.movements:
        skipped = _skipped(movement, known)
        known.add(movement.reference)
        order = None if skipped else order_of(movement.text, movement.currency)
        fate = skipped or (fate_of(order, movement.cents, counted.get(order.pk, 0)) if order else Fate.UNMATCHED)
        if order:
            counted[order.pk] = counted.get(order.pk, 0) + movement.cents
        lines.append(Line(movement, fate, order))
    return lines


def _skipped(movement: Movement, known: set[str]) -> Fate | None:
    if not movement.is_booked:
        return Fate.PENDING
    if movement.cents <= 0:
        return Fate.OUTGOING
    return Fate.IMPORTED if movement.reference in known else None


def fate_of(order: Order, cents: int, counted_before: int = 0) -> Fate:
    """What an amount means for an order; `counted_before` is what the same statement has brought already."""
    if order.state == OrderState.CANCELLED:
        return Fate.CANCELLED
    before = held_for(order) + counted_before
    if order.state != OrderState.WAITING:
        was_by_hand = order.is_by_transfer and cents == order.total_cents and not before
        return Fate.KNOWN if was_by_hand and not BankMovement.objects.filter(order=order).exists() else Fate.TWICE
    if before >= order.total_cents:
        return Fate.TWICE
    if before + cents == order.total_cents:
        return Fate.SETTLES
    return Fate.PART if before + cents < order.total_cents else Fate.TOO_MUCH


def held_for(order: Order) -> int:
    """Cents received for an order, in its currency, that are neither used to pay it nor sent back."""
    entries = LedgerEntry.objects.filter(transaction__order=order, account__code=Account.ADVANCES)
    return -(entries.aggregate(sum=Sum("cents"))["sum"] or 0)


def orders_with_money_left() -> list[Order]:
    """Orders that are settled or cancelled and for which money is held: it is the payer's."""
    held = Sum(
        "ledger_transactions__entries__cents", filter=Q(ledger_transactions__entries__account__code=Account.ADVANCES)
    )
    orders = Order.objects.exclude(state=OrderState.WAITING).annotate(advances=held).filter(advances__lt=0)
    found = list(orders.select_related("company", "pack").order_by("pk"))
    for order in found:
        order.surplus_cents = -order.advances  # type: ignore[attr-defined]
    return found


def orders_paid_in_part() -> list[Order]:
    """Orders that wait for the rest."""
    held = Sum(
        "ledger_transactions__entries__cents", filter=Q(ledger_transactions__entries__account__code=Account.ADVANCES)
    )
    orders = Order.objects.waiting().annotate(advances=held).filter(advances__lt=0)
    found = list(orders.select_related("company", "pack").order_by("placed_at"))
    for order in found:
        order.held_cents = -order.advances  # type: ignore[attr-defined]
        order.missing_cents = order.total_cents + order.advances  # type: ignore[attr-defined]
    return found
