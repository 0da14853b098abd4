"""Somebody else pays: a signed link, opened without an account, from the quote to the invoice."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from companies.models import Invitation, JournalEntry
from companies.roles import Role
from network.notifications.models import Mail, Notification
from premium.actions.orders import cancel_order, confirm_payment
from premium.invoices.actions.documents import make_what_is_missing
from premium.models import Order
from premium.payment_links.actions.sending import send_link
from premium.payment_links.models import PaymentLink, PaymentQuestion
from premium.payment_links.tokens import token_of
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.premium import OrderFactory

BILLING = {
    "legal_name": "Borg Holding SL",
    "address": "Calle Mayor 1",
    "postal_code": "28001",
    "city": "Madrid",
    "country": "ES",
    "vat_number": "ESB58378431",
    "email": "pagos@borg.example",
    "purchase_order": "PO-99",
}


@pytest.fixture
def order(borg, owner_of):
    return OrderFactory(company=borg, number="PF-2026-AAAAAA", placed_by=owner_of(borg).user)


@pytest.fixture
def link(order, borg, owner_of):
    return send_link(
        acting=owner_of(borg), order=order, email="Chief@Borg.example", language="en", message="We need it."
    )


@pytest.fixture
def payer():
    return Client()


def path(name, link, language="en"):
    with translation.override(language):
        return reverse(f"payment_links:{name}", args=[token_of(link.pk, link.nonce)])


def text(response):
    return response.content.decode()


def test_the_buyer_sends_the_link_and_sees_where_it_stands(client_of, owner_of, borg, order):
    client = client_of(owner_of(borg))
    address = reverse("payment_links:of_order", args=[order.number])

    assert reverse("payment_links:of_order", args=[order.number]) in text(client.get(order.get_absolute_url()))
    page = client.post(address, {"email": "chief@borg.example", "language": "en", "message": "Please."}, follow=True)

    assert "sent, not opened yet" in text(page)
    mail = Mail.objects.get(address="chief@borg.example")
    assert (mail.template, mail.arguments["number"], mail.arguments["message"]) == (
        "payment_link",
        order.number,
        "Please.",
    )
    assert JournalEntry.objects.filter(act="payment_links.sent", subject=order.number).exists()
    assert "/pay/" in mail.url


@pytest.mark.parametrize(("language", "words"), [("en", "You need no account"), ("fr", "Aucun compte")])
def test_the_payer_opens_the_quote_without_an_account(payer, link, language, words):
    page = payer.get(path("pay", link, language))

    assert page.status_code == 200
    assert words in text(page)
    assert link.order.number in text(page)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    link.refresh_from_db()
    assert link.opened_at


def test_a_link_that_was_tampered_with_is_closed(payer, link):
    token = token_of(link.pk, link.nonce)
    for wrong in (token[:-2] + "xx", token_of(link.pk, "other"), token_of(link.pk + 1, link.nonce), "nonsense"):
        page = payer.get(reverse("payment_links:pay", args=[wrong]))

        assert page.status_code == 410
        assert "payment link is closed" in text(page)


def test_a_link_is_valid_for_thirty_days(payer, order, borg, owner_of):
    with time_machine.travel(timezone.now() - timedelta(days=30, seconds=5), tick=False):
        old = send_link(acting=owner_of(borg), order=order, email="chief@borg.example", language="en")
        address = path("pay", old)
        assert payer.get(address).status_code == 200

    assert payer.get(address).status_code == 410
    assert old.state == "expired"
    assert send_link(acting=owner_of(borg), order=order, email="other@borg.example", language="en").pk != old.pk


def test_the_payer_corrects_who_is_billed_and_the_vat_follows(payer, link):
    page = payer.post(path("correct", link), BILLING, follow=True)

    order = Order.objects.get()
    assert "VAT and total have changed" in text(page)
    assert (order.legal_name, order.purchase_order, order.vat_reason) == (
        "Borg Holding SL",
        "PO-99",
        "eu_reverse_charge",
    )
    assert (order.vat_cents, order.total_cents) == (0, 49_000)
    entry = JournalEntry.objects.get(act="premium.billing_corrected")
    assert (entry.author_name, entry.details) == ("chief@borg.example", {"before": 58_800, "after": 49_000})
    assert Notification.objects.filter(kind="payment_links.corrected").count() == 1


def test_a_wrong_vat_number_changes_nothing_and_stays_typed(payer, link):
    page = payer.post(path("correct", link), {**BILLING, "vat_number": "ESB58378432"})

    assert "not a valid VAT number" in text(page)
    assert "ESB58378432" in text(page)
    assert Order.objects.get().country == "FR"


def test_a_question_goes_to_the_buyer_and_its_answer_to_the_payer(payer, link, client_of, owner_of, borg):
    asked = payer.post(path("ask", link), {"text": "Is it yearly?"}, follow=True)
    question = PaymentQuestion.objects.get()
    buyer = client_of(owner_of(borg))
    assert "Is it yearly?" in text(buyer.get(reverse("payment_links:of_order", args=[link.order.number])))

    buyer.post(reverse("payment_links:answer", args=[question.pk]), {"answer": "Yes, for a year."})

    assert "Your question was sent" in text(asked)
    assert Notification.objects.filter(kind="payment_links.asked").count() == 1
    assert Mail.objects.get(template="payment_link_answer").arguments["answer"] == "Yes, for a year."
    assert "Yes, for a year." in text(payer.get(path("pay", link)))


def test_ten_questions_are_enough(payer, link):
    for number in range(10):
        payer.post(path("ask", link), {"text": f"Question {number}"})

    assert payer.post(path("ask", link), {"text": "One more"}).status_code == 409
    assert PaymentQuestion.objects.count() == 10


def test_an_empty_question_is_not_sent(payer, link):
    assert "required" in text(payer.post(path("ask", link), {"text": " "}))
    assert not PaymentQuestion.objects.exists()


def test_who_accepts_the_quote_is_recorded(payer, link):
    page = payer.post(path("accept", link), {"name": "Dora Chief", "function": "CFO", "way": "transfer"}, follow=True)

    link.refresh_from_db()
    assert (link.accepted_name, link.accepted_function, link.accepted_total_cents) == ("Dora Chief", "CFO", 58_800)
    assert link.state == "accepted"
    assert "IBAN" in text(page)
    entry = JournalEntry.objects.get(act="payment_links.accepted")
    assert (entry.author_name, entry.details["email"], entry.details["cents"]) == (
        "Dora Chief",
        "chief@borg.example",
        58_800,
    )


def test_nobody_accepts_without_a_name_and_cards_are_off_without_a_key(payer, link):
    assert "required" in text(payer.post(path("accept", link), {"name": "", "way": "transfer"}))
    assert "Cards and SEPA debit are switched off" in text(payer.get(path("pay", link)))
    payer.post(path("accept", link), {"name": "Dora", "way": "card"})

    link.refresh_from_db()
    assert link.accepted_at is None


def test_a_new_total_is_to_be_accepted_again(payer, link):
    payer.post(path("accept", link), {"name": "Dora Chief", "way": "transfer"})

    payer.post(path("correct", link), BILLING)

    link.refresh_from_db()
    assert link.accepted_at is None


@pytest.mark.pango
def test_once_paid_the_payer_finds_the_invoice(payer, link, relay_outbox):
    confirm_payment(
        order=link.order,
        operator=UserFactory(is_superuser=True),
        received_cents=link.order.total_cents,
        received_on=timezone.localdate(),
    )
    assert "The invoice is being made" in text(payer.get(path("pay", link)))
    assert payer.get(path("invoice", link)).status_code == 404
    relay_outbox()
    make_what_is_missing()

    page = payer.get(path("pay", link))

    assert "Thank you" in text(page)
    assert payer.get(path("invoice", link))["Content-Type"] == "application/pdf"
    assert payer.post(path("accept", link), {"name": "Dora", "way": "transfer"}).status_code == 410


def test_the_payer_may_join_as_billing_member(payer, link):
    page = payer.post(path("join", link), follow=True)

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role) == ("chief@borg.example", Role.BILLING)
    assert "An invitation to join Borg" in text(page)


def test_nobody_joins_where_the_sender_may_not_invite(payer, order, borg):
    member = MemberFactory(company=borg, role=Role.BILLING)
    link = send_link(acting=member, order=order, email="chief@borg.example", language="en")

    assert payer.post(path("join", link)).status_code == 409
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("day", [3, 7, 14])
def test_reminders_go_out_until_it_is_paid(link, relay_outbox, day):
    with time_machine.travel(timezone.now() + timedelta(days=day, minutes=1), tick=False):
        relay_outbox()

        assert Mail.objects.filter(template="payment_link_reminder").count() == [3, 7, 14].index(day) + 1


def test_no_reminder_for_what_is_cancelled_or_withdrawn(link, borg, owner_of, relay_outbox):
    cancel_order(acting=owner_of(borg), order=link.order)

    with time_machine.travel(timezone.now() + timedelta(days=20), tick=False):
        relay_outbox()

    assert not Mail.objects.filter(template="payment_link_reminder").exists()


def test_a_withdrawn_link_no_longer_works(payer, link, client_of, owner_of, borg):
    client_of(owner_of(borg)).post(reverse("payment_links:withdraw", args=[link.order.number]))

    assert payer.get(path("pay", link)).status_code == 410
    assert PaymentLink.objects.get().state == "withdrawn"
    assert Order.objects.get().is_waiting


def test_two_payers_are_never_asked_for_one_order(link, client_of, owner_of, borg):
    page = client_of(owner_of(borg)).post(
        reverse("payment_links:of_order", args=[link.order.number]), {"email": "b@borg.example", "language": "en"}
    )

    assert PaymentLink.objects.count() == 1
    assert "chief@borg.example" in text(page)


def test_only_buyers_of_the_company_send_links(client_of, owner_of, cyan, borg, order):
    address = reverse("payment_links:of_order", args=[order.number])

    assert client_of(owner_of(cyan)).get(address).status_code == 404
    assert client_of(MemberFactory(company=borg, role=Role.ANALYST)).get(address).status_code == 403


def test_the_mails_read_well_in_both_languages(link, order, borg, owner_of, client_of):
    from network.notifications.mails import compose

    for template, more in (
        ("payment_link", {}),
        ("payment_link_reminder", {"days": 3}),
        ("payment_link_answer", {"question": "Why?", "answer": "Because.", "person": "Bob"}),
    ):
        for language in ("en", "fr"):
            mail = Mail.objects.get(template="payment_link")
            mail.template, mail.language = template, language
            mail.arguments = {**mail.arguments, **more}
            message = compose(mail)
            assert order.number in message.body or template == "payment_link_answer"
            assert "http" in message.body
