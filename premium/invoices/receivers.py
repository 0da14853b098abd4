"""When money arrives or goes back, invoices are due: owed in the same transaction, issued by the worker."""

from network.common.models import OutboxEvent
from network.common.outbox import handler, publish
from network.common.signals import witness
from premium.invoices.actions.issuing import issue_credit_note, issue_invoice
from premium.invoices.actions.vat_checks import want_answer
from premium.invoices.signals import CREDIT_NOTE_DUE, INVOICE_DUE
from premium.models import Order
from premium.signals import order_quoted, payment_refunded, payment_settled


@witness(payment_settled)
def owe_an_invoice(order: Order, **_more: object) -> None:
    publish(INVOICE_DUE, order.pk)


@witness(payment_refunded)
def owe_a_credit_note(order: Order, amount_cents: int, reason: str = "", **_more: object) -> None:
    publish(CREDIT_NOTE_DUE, order.pk, {"cents": amount_cents, "reason": reason})


@witness(order_quoted)
def owe_a_vat_check(order: Order, **_more: object) -> None:
    want_answer(order)


@handler(INVOICE_DUE, batch=20)
def issue_invoices(events: list[OutboxEvent]) -> None:
    for order in Order.objects.filter(pk__in=[event.key for event in events]).order_by("pk"):
        issue_invoice(order)


@handler(CREDIT_NOTE_DUE, batch=20)
def issue_credit_notes(events: list[OutboxEvent]) -> None:
    for event in events:
        order = Order.objects.get(pk=event.key)
        issue_credit_note(
            order, cents=event.payload["cents"], cause=f"refund:{event.pk}", reason=event.payload["reason"]
        )
