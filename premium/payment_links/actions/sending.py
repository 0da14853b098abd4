"""The buyer's side: send, remind, answer, withdraw."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from companies.journal import record
from companies.models import Member
from companies.permissions import can_give_role, require
from companies.roles import CompanyPermission, Role
from network.common.outbox import publish
from network.notifications.actions import send_mail_to
from premium.actions.settlement import locked_order
from premium.models import Order
from premium.payment_links.exceptions import LinkIsOpen, LinkNoLongerOpen
from premium.payment_links.models import PaymentLink, PaymentQuestion
from premium.payment_links.signals import REMINDER_DUE
from premium.payment_links.tokens import VALID_FOR

SENT: Final = "payment_links.sent"
WITHDRAWN: Final = "payment_links.withdrawn"
ANSWERED: Final = "payment_links.answered"
REMINDER_DAYS: Final = (3, 7, 14)


@transaction.atomic
def send_link(*, acting: Member, order: Order, email: str, language: str, message: str = "") -> PaymentLink:
    """Send a waiting order to whoever pays; an expired link makes room for a new one.

    Who may invite colleagues offers with it to join as billing member.

    Raises:
        RoleTooSmall, OrderNotWaiting, LinkIsOpen: nothing was sent.

    """
    require(acting, CompanyPermission.BUY)
    order = locked_order(Order.objects.visible_to(acting).get(pk=order.pk))
    now = timezone.now()
    PaymentLink.objects.filter(order=order, withdrawn_at=None, expires_at__lte=now).update(withdrawn_at=now)
    if known := PaymentLink.objects.filter(order=order, withdrawn_at=None).first():
        raise LinkIsOpen(known.email)

    link = PaymentLink.objects.create(
        order=order,
        nonce=get_random_string(16),
        email=email.strip().lower(),
        message=message,
        language=language,
        may_join=can_give_role(acting, Role.BILLING),
        sent_by=acting.user,
        sent_at=now,
        expires_at=now + VALID_FOR,
    )
    record(company=order.company, act=SENT, acting=acting, subject=order.number, details={"email": link.email})
    _mail(link, "payment_link")
    for day in REMINDER_DAYS:
        publish(REMINDER_DUE, link.pk, {"day": day}, run_at=now + timedelta(days=day))
    return link


@transaction.atomic
def withdraw_link(*, acting: Member, link: PaymentLink) -> None:
    """The link no longer works; the order waits on.

    Raises:
        RoleTooSmall, LinkNoLongerOpen: nothing was changed.

    """
    require(acting, CompanyPermission.BUY)
    if not PaymentLink.objects.filter(pk=link.pk, withdrawn_at=None).update(withdrawn_at=timezone.now()):
        raise LinkNoLongerOpen
    record(company=link.order.company, act=WITHDRAWN, acting=acting, subject=link.order.number)


@transaction.atomic
def answer_question(*, acting: Member, question: PaymentQuestion, answer: str) -> None:
    """Answer the payer, who gets the answer by mail.

    Raises:
        RoleTooSmall: nothing was sent.

    """
    require(acting, CompanyPermission.BUY)
    question.answer, question.answered_by, question.answered_at = answer, acting.user, timezone.now()
    question.save(update_fields=["answer", "answered_by", "answered_at"])
    link = question.link
    record(company=link.order.company, act=ANSWERED, acting=acting, subject=link.order.number)
    _mail(link, "payment_link_answer", question=question.text, answer=answer, person=acting.user.display_name)


@transaction.atomic
def remind(link_id: int, day: int) -> bool:
    """Write once more when nobody has accepted or paid; whether a mail went out."""
    link = PaymentLink.objects.select_related("order__company", "order__pack", "sent_by").filter(pk=link_id).first()
    if link is None or not link.is_open:
        return False
    _mail(link, "payment_link_reminder", days=day)
    return True


def _mail(link: PaymentLink, template: str, **more: object) -> None:
    order = link.order
    send_mail_to(
        link.email,
        link.language,
        template,
        {
            "company": order.company.name,
            "sender": link.sent_by.display_name if link.sent_by else order.company.name,
            "number": order.number,
            "pack": order.pack.name_fr if link.language == "fr" else order.pack.name_en,
            "total_cents": order.total_cents,
            "currency": order.currency,
            "message": link.message,
            "is_accepted": link.accepted_at is not None,
            "until": link.expires_at.isoformat(),
            "url": link.get_absolute_url(),
            **more,
        },
    )
