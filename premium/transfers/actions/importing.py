"""From the file to the orders: keep a draft, import it, assign by hand, send back what is too much."""

import hashlib
from typing import Final

from django.db import transaction
from django.utils import timezone

from companies.operators import require_operator
from network import environment
from network.accounts.models import User
from network.common.signs import money
from premium.actions import ledger
from premium.actions.settlement import locked_order, settle_order
from premium.choices import Account, OrderState
from premium.models import Order
from premium.news import tell, who_pays
from premium.operators import CONFIRM_PAYMENTS, REFUND
from premium.transfers.camt import NotAStatement, Statement, read_statement
from premium.transfers.choices import MovementState
from premium.transfers.exceptions import (
    AlreadyImported,
    MovementDecided,
    NothingToSendBack,
    OtherCurrency,
    StatementRefused,
)
from premium.transfers.models import BankMovement, BankStatement, MoneyReturned
from premium.transfers.selectors import SKIPPED, Fate, Line, fate_of, held_for, preview

PART_ARRIVED: Final = "transfers.part_arrived"
ANY_STATE: Final = frozenset(OrderState)


def keep_draft(*, operator: User, name: str, content: bytes) -> BankStatement:
    """Read a file and keep it to be looked at; the same file is the same draft.

    Raises:
        NotAnOperator, StatementRefused: nothing was kept.

    """
    require_operator(operator, CONFIRM_PAYMENTS)
    try:
        statement = read_statement(content)
    except NotAStatement as error:
        raise StatementRefused(str(error)) from error
    if statement.account != "".join(environment.BANK_ACCOUNT_IBAN.split()):
        raise StatementRefused(f"it is of the account {statement.account}, not ours")
    kept, _is_new = BankStatement.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={
            "name": name[:200],
            "content": content.decode("utf-8", "replace"),
            "account": statement.account,
            "first_day": statement.first_day,
            "last_day": statement.last_day,
            "uploaded_by": operator,
        },
    )
    return kept


def read_again(kept: BankStatement) -> Statement:
    """The statement of a draft."""
    return read_statement(kept.content.encode())


@transaction.atomic
def import_statement(*, operator: User, statement: BankStatement) -> list[BankMovement]:
    """Count every movement once: what names an order pays it, whole or in part; the rest waits for the operator.

    Raises:
        NotAnOperator, AlreadyImported: nothing was counted.

    """
    require_operator(operator, CONFIRM_PAYMENTS)
    statement = BankStatement.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if statement.imported_at:
        raise AlreadyImported
    lines = [line for line in preview(read_again(statement)) if line.fate not in SKIPPED]
    # One order of locks for all imports: two of them wait, and never for each other.
    lines.sort(key=lambda line: (line.order.company_id if line.order else 0, line.order.pk if line.order else 0))
    imported = [_count(statement, line, operator) for line in lines]
    statement.imported_at = timezone.now()
    statement.save(update_fields=["imported_at"])
    return imported


def _count(statement: BankStatement, line: Line, operator: User) -> BankMovement:
    movement = line.movement
    order = locked_order(line.order, ANY_STATE) if line.order else None
    fate = fate_of(order, movement.cents) if order else Fate.UNMATCHED
    state = {Fate.UNMATCHED: MovementState.UNMATCHED, Fate.KNOWN: MovementState.KNOWN}.get(fate, MovementState.MATCHED)
    counted = BankMovement.objects.create(
        statement=statement,
        account=statement.account,
        reference=movement.reference,
        booked_on=movement.booked_on,
        cents=movement.cents,
        currency=movement.currency,
        payer=movement.payer,
        payer_account=movement.payer_account,
        text=movement.text,
        state=state,
        order=order,
    )
    if state == MovementState.UNMATCHED:
        _post(counted, "movement", {Account.BANK: counted.cents, Account.SUSPENSE: -counted.cents}, None)
    elif state == MovementState.MATCHED and order:
        _post(counted, "movement", {Account.BANK: counted.cents, Account.ADVANCES: -counted.cents}, order)
        _pay_with(counted, order, operator)
    return counted


@transaction.atomic
def assign_movement(*, operator: User, movement: BankMovement, order: Order) -> BankMovement:
    """Say which order a movement was for.

    Raises:
        NotAnOperator, MovementDecided, OtherCurrency: nothing was changed.

    """
    require_operator(operator, CONFIRM_PAYMENTS)
    movement = _undecided(movement)
    if movement.currency != order.currency:
        raise OtherCurrency(movement.currency, order)
    movement.state, movement.order = MovementState.MATCHED, order
    movement.save(update_fields=["state", "order"])
    _post(movement, "assigned", {Account.SUSPENSE: movement.cents, Account.ADVANCES: -movement.cents}, order)
    _pay_with(movement, order, operator)
    return movement


@transaction.atomic
def return_movement(*, operator: User, movement: BankMovement) -> MoneyReturned:
    """Send back a movement that is for nothing we know.

    Raises:
        NotAnOperator, MovementDecided: nothing was changed.

    """
    require_operator(operator, REFUND)
    movement = _undecided(movement)
    movement.state = MovementState.RETURNED
    movement.save(update_fields=["state"])
    _post(movement, "returned", {Account.SUSPENSE: movement.cents, Account.BANK: -movement.cents}, None)
    return MoneyReturned.objects.create(movement=movement, cents=movement.cents, returned_by=operator)


@transaction.atomic
def return_surplus(*, operator: User, order: Order, cents: int) -> MoneyReturned:
    """Send back what was paid too much or twice; the sale itself stays, so there is no credit note.

    Raises:
        NotAnOperator, NothingToSendBack: nothing was changed.

    """
    require_operator(operator, REFUND)
    order = locked_order(order, ANY_STATE)
    left = 0 if order.state == OrderState.WAITING else held_for(order)
    if not 0 < cents <= left:
        raise NothingToSendBack(left, order.currency)
    returned = MoneyReturned.objects.create(order=order, cents=cents, returned_by=operator)
    ledger.post(
        key=f"surplus-returned:{returned.pk}",
        text=f"{order.number} {order.legal_name}",
        booked_on=timezone.localdate(),
        order=order,
        currency=order.currency,
        cents_by_account={Account.ADVANCES: cents, Account.BANK: -cents},
    )
    return returned


def _undecided(movement: BankMovement) -> BankMovement:
    movement = BankMovement.objects.select_for_update(of=("self",)).get(pk=movement.pk)
    if movement.state != MovementState.UNMATCHED:
        raise MovementDecided
    return movement


def _pay_with(movement: BankMovement, order: Order, operator: User) -> None:
    """Settle the order when all of its money is there; tell the buyer when a part is."""
    order = locked_order(order, ANY_STATE)
    if order.state != OrderState.WAITING:
        return
    held = held_for(order)
    if held >= order.total_cents:
        settle_order(order=order, received_on=movement.booked_on, operator=operator, account=Account.ADVANCES)
        return
    missing = order.total_cents - held
    tell(
        who_pays(order.company),
        PART_ARRIVED,
        pack=order.pack,
        number=order.number,
        received=lambda: money(held, order.currency),
        missing=lambda: money(missing, order.currency),
        url=order.get_absolute_url(),
        company_id=order.company_id,
    )


def _post(movement: BankMovement, event: str, lines: dict[Account, int], order: Order | None) -> None:
    ledger.post(
        key=f"{event}:{movement.pk}",
        text=f"{movement.payer} {movement.text}"[:200],
        booked_on=movement.booked_on,
        order=order,
        currency=movement.currency,
        cents_by_account=lines,
    )
