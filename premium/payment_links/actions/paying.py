"""The payer's side, without an account: open, correct, ask, accept, join."""

from contextlib import suppress
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies.actions.invitations import invite
from companies.exceptions import AlreadyMember
from companies.journal import record
from companies.models import Member
from companies.permissions import can_give_role
from companies.roles import CompanyPermission, Role
from network.notifications.actions import notify
from premium.actions.billing import correct_billing
from premium.actions.settlement import locked_order
from premium.billing import BillingDetails
from premium.choices import PaymentWay
from premium.payment_links.exceptions import JoiningNotOffered, LinkNoLongerOpen, TooManyQuestions
from premium.payment_links.models import PaymentLink, PaymentQuestion
from premium.payment_links.tokens import read_token
from premium.ways import require_way

ASKED: Final = "payment_links.asked"
ACCEPTED: Final = "payment_links.accepted"
CORRECTED: Final = "payment_links.corrected"
MOST_QUESTIONS: Final = 10


def link_for(token: str) -> PaymentLink | None:
    """The link of a token, while it is valid; paid ones show their invoice until the thirty days are over."""
    read = read_token(token)
    if read is None:
        return None
    links = PaymentLink.objects.valid().select_related("order__company", "order__pack", "sent_by")
    return links.filter(pk=read[0], nonce=read[1]).first()


def mark_opened(link: PaymentLink) -> None:
    """The payer has seen it."""
    PaymentLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def correct_as_payer(*, link: PaymentLink, billing: BillingDetails) -> None:
    """Correct who is billed; what was accepted before is to be accepted again when the total changes.

    Raises:
        LinkNoLongerOpen, OrderNotWaiting: nothing was changed.

    """
    link = _open(link)
    before = link.order.total_cents
    order = correct_billing(order=link.order, billing=billing, payer=link.email)
    if link.accepted_at and order.total_cents != before:
        PaymentLink.objects.filter(pk=link.pk).update(
            accepted_at=None, accepted_name="", accepted_function="", accepted_total_cents=None
        )
    _tell(link, CORRECTED)


@transaction.atomic
def ask_question(*, link: PaymentLink, text: str) -> PaymentQuestion:
    """Ask the buyer before paying.

    Raises:
        LinkNoLongerOpen, TooManyQuestions: nothing was sent.

    """
    link = _open(link)
    if link.questions.count() >= MOST_QUESTIONS:
        raise TooManyQuestions
    question = PaymentQuestion.objects.create(link=link, text=text)
    _tell(link, ASKED, question=text[:200])
    return question


@transaction.atomic
def accept_quote(*, link: PaymentLink, name: str, function: str, way: str) -> PaymentLink:
    """Record who accepted the quote, at which total, and how it will be paid.

    Raises:
        LinkNoLongerOpen, OrderNotWaiting, WayNotOpen: nothing was changed.

    """
    link = _open(link)
    link.order = order = locked_order(link.order)
    require_way(order.currency, way)
    order.way = PaymentWay(way)
    order.save(update_fields=["way"])
    link.accepted_at, link.accepted_name, link.accepted_function = timezone.now(), name, function
    link.accepted_total_cents = order.total_cents
    link.save(update_fields=["accepted_at", "accepted_name", "accepted_function", "accepted_total_cents"])
    record(
        company=order.company,
        act=ACCEPTED,
        system=name,
        subject=order.number,
        details={"name": name, "function": function, "email": link.email, "cents": order.total_cents, "way": way},
    )
    _tell(link, ACCEPTED, payer=f"{name}, {function}" if function else name)
    return link


@transaction.atomic
def join_as_billing_member(*, link: PaymentLink) -> None:
    """Invite the address the link was sent to, in the name of who sent it and offered it.

    Raises:
        JoiningNotOffered: the sender could not invite, or can no longer.

    """
    sender = _inviter(link)
    if sender is None:
        raise JoiningNotOffered
    with suppress(AlreadyMember):  # nothing to add: the page says where to sign in
        invite(acting=sender, email=link.email, role=Role.BILLING)
    PaymentLink.objects.filter(pk=link.pk).update(invited_at=timezone.now())


def _inviter(link: PaymentLink) -> Member | None:
    if not link.may_join or link.sent_by is None:
        return None
    inviters = Member.objects.allowed(CompanyPermission.MANAGE_STAFF).with_rights().select_related("user")
    sender = inviters.filter(company=link.order.company, user=link.sent_by).first()
    return sender if sender and can_give_role(sender, Role.BILLING) else None


def _open(link: PaymentLink) -> PaymentLink:
    """The link under lock, while the payer may act."""
    link = (
        PaymentLink.objects.select_for_update(of=("self",))
        .select_related("order__company", "order__pack")
        .get(pk=link.pk)
    )
    if not link.is_open:
        raise LinkNoLongerOpen
    return link


def _tell(link: PaymentLink, kind: str, **words: str) -> None:
    """Whoever sent the link learns of it."""
    readers = [link.sent_by] if link.sent_by else []
    url = reverse("payment_links:of_order", args=[link.order.number])
    arguments = {"number": link.order.number, "email": link.email, "question": "", "payer": "", **words}
    notify(readers, kind, arguments=arguments, url=url, company_id=link.order.company_id)
