"""Asking VIES about the numbers of orders, and quoting again when it says no."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from premium.actions.billing import quote_vat_again
from premium.choices import OrderState, VatReason
from premium.invoices.choices import ViesAnswer
from premium.invoices.models import VatCheck, VatQuestion
from premium.invoices.vies import Said, ask_vies
from premium.models import Order
from premium.vat import compact

HOURS_BETWEEN_QUESTIONS = (1, 3, 12, 24, 24, 24, 24)
LEASE = timedelta(minutes=2)


def want_answer(order: Order) -> None:
    """Ask as soon as the job runs, when the order's VAT hangs on its number."""
    if order.vat_reason == VatReason.EU_REVERSE_CHARGE:
        VatQuestion.objects.update_or_create(order=order, defaults={"ask_at": timezone.now(), "attempts": 0})


def ask_what_is_due(limit: int = 20) -> int:
    """Ask the questions that are due, each outside any transaction; return how many were asked."""
    due = list(VatQuestion.objects.filter(ask_at__lte=timezone.now()).order_by("ask_at")[:limit])
    asked = 0
    for question in due:
        if _claim(question):
            order = Order.objects.get(pk=question.order_id)
            record_answer(order, ask_vies(str(order.country), order.vat_number))
            asked += 1
    return asked


def _claim(question: VatQuestion) -> bool:
    """Take the question for two minutes: another worker leaves it alone, a crash gives it back."""
    mine = VatQuestion.objects.filter(pk=question.pk, ask_at=question.ask_at)
    return bool(mine.update(ask_at=timezone.now() + LEASE))


@transaction.atomic
def record_answer(order: Order, said: Said) -> VatCheck:
    """Keep the answer; `invalid` quotes a waiting order with VAT, silence is asked again for four days."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    check = VatCheck.objects.create(
        country=str(order.country),
        number=compact(order.vat_number),
        answer=said.answer,
        consultation=said.consultation,
        name=said.name,
        reason=said.reason,
        asked_at=timezone.now(),
    )
    question = VatQuestion.objects.filter(order=order).first()
    again_at = _again_at(question) if question and said.answer == ViesAnswer.UNKNOWN else None
    if question and again_at:
        question.ask_at, question.attempts = again_at, question.attempts + 1
        question.save(update_fields=["ask_at", "attempts"])
    elif question:
        question.delete()
    if said.answer == ViesAnswer.INVALID and order.state == OrderState.WAITING:
        quote_vat_again(order, number_is_registered=False)
    return check


def _again_at(question: VatQuestion) -> datetime | None:
    if question.attempts >= len(HOURS_BETWEEN_QUESTIONS):
        return None
    return timezone.now() + timedelta(hours=HOURS_BETWEEN_QUESTIONS[question.attempts])
