"""Money that goes back: to a card through Stripe, by hand for a transfer, or taken back by the payer's bank."""

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Sum

from companies.exceptions import NotAnOperator
from premium.actions.refunds import refund_order
from premium.choices import Account, SubscriptionState
from premium.exceptions import OrderNotWaiting, RefundTooLarge
from premium.models import Dispute, LedgerEntry, Refund, Subscription
from premium.rights import has_right
from premium.signals import payment_refunded
from tests.factories.accounts import UserFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory


@pytest.fixture
def operator(db):
    user = UserFactory(name="Olga")
    user.user_permissions.add(Permission.objects.get(codename="add_refund", content_type__app_label="premium"))
    return user


@pytest.fixture
def heard():
    told = []

    def listen(sender, order, amount_cents, **_):
        told.append((order.number, amount_cents))

    payment_refunded.connect(listen)
    yield told
    payment_refunded.disconnect(listen)


def balances():
    rows = LedgerEntry.objects.values_list("account__code").annotate(sum=Sum("cents"))
    return {code: cents for code, cents in rows if cents}


def test_a_transfer_is_given_back_in_parts_and_the_last_one_ends_the_pack(
    borg, operator, heard, django_capture_on_commit_callbacks
):
    year = SubscriptionFactory(company=borg)
    order = year.order

    with django_capture_on_commit_callbacks(execute=True):
        refund_order(order=order, operator=operator, cents=10_001, reason="A week without search.")
    assert has_right(borg, "search_listing")
    with pytest.raises(RefundTooLarge):
        refund_order(order=order, operator=operator, cents=48_800, reason="")
    with django_capture_on_commit_callbacks(execute=True):
        refund_order(order=order, operator=operator, cents=48_799, reason="")

    assert balances() == {Account.REVENUE: 49_000, Account.VAT: 9_800, Account.BANK: -58_800}
    assert heard == [(order.number, 10_001), (order.number, 48_799)]
    assert not has_right(borg, "search_listing")
    assert Refund.objects.count() == 2


def test_a_card_is_refunded_by_stripe_and_booked_when_stripe_says_so(borg, owner_of, buy, deliver, fake, operator):
    order = buy(owner_of(borg), "essential")

    refund_order(order=order, operator=operator, cents=5_880, reason="Ten percent")
    refund_order(order=order, operator=operator, cents=5_880, reason="pressed twice")
    assert not Refund.objects.exists()
    deliver()

    order.refresh_from_db()
    assert (order.refunded_cents, Refund.objects.count(), len(fake.store.things["refund"])) == (5_880, 1, 1)
    assert balances() == {Account.STRIPE: 52_920, Account.REVENUE: -44_100, Account.VAT: -8_820}
    assert has_right(borg, "search_listing")


def test_only_an_operator_refunds_and_only_what_was_paid(borg, owner_of, operator):
    order = OrderFactory(company=borg)

    with pytest.raises(OrderNotWaiting):
        refund_order(order=order, operator=operator, cents=1, reason="")
    with pytest.raises(NotAnOperator):
        refund_order(order=order, operator=owner_of(borg).user, cents=1, reason="")

    assert not Refund.objects.exists()


@pytest.mark.parametrize(
    ("verdict", "left", "listed"),
    [
        ("won", {Account.STRIPE: 58_800, Account.REVENUE: -49_000, Account.VAT: -9_800}, True),
        ("lost", {Account.LOST_DISPUTES: 58_800, Account.REVENUE: -49_000, Account.VAT: -9_800}, False),
    ],
)
def test_a_disputed_payment_waits_for_the_bank(borg, owner_of, buy, deliver, fake, verdict, left, listed):
    order = buy(owner_of(borg), "essential")

    dispute = fake.billing.dispute(fake.newest("charge"))
    deliver()
    assert balances()[Account.DISPUTED] == 58_800
    assert has_right(borg, "search_listing")
    assert not has_right(borg, "introductions")
    fake.billing.decide_dispute(dispute, verdict)
    deliver()

    assert Dispute.objects.get().state == verdict
    assert balances() == left
    assert has_right(borg, "introductions") is listed
    assert (Subscription.objects.get(order=order).state == SubscriptionState.ENDED) is not listed


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_operator_gives_back_pauses_and_resumes_on_one_page(borg, client, language):
    year = SubscriptionFactory(company=borg)
    staff = UserFactory(name="Olga", is_staff=True, language=language)
    wanted = ["access_admin", "add_refund", "change_subscription", "change_order", "view_order"]
    staff.user_permissions.add(*Permission.objects.filter(codename__in=wanted))
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = f"/back-office/orders/{year.order_id}/money/"

    assert client.get(page).status_code == 200
    too_much = client.post(page, {"act": "refund", "amount": "9999", "reason": "x"})
    client.post(page, {"act": "refund", "amount": "10", "reason": "A kind word"})
    client.post(page, {"act": "pause", "reason": "Moving house"})
    year.refresh_from_db()
    state = year.state
    client.post(page, {"act": "resume"})
    year.refresh_from_db()

    assert too_much.status_code == 200
    assert "PF-" in too_much.content.decode()
    assert Refund.objects.get().cents == 1_000
    assert (state, year.state) == (SubscriptionState.PAUSED, SubscriptionState.ACTIVE)


def test_the_lists_about_stripe_open_in_the_back_office(borg, owner_of, buy, client):
    buy(owner_of(borg), "essential")
    staff = UserFactory(is_staff=True)
    names = ["access_admin", "view_stripeevent", "view_stripecall", "view_stripecustomer"]
    staff.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")

    pages = [client.get(f"/back-office/{name}/") for name in ("stripeevent", "stripecall", "stripecustomer")]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "invoice.paid" in pages[0].content.decode()
    assert "create_session" in pages[1].content.decode()
