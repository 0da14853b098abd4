"""A provider that becomes free: its packs end after thirty days, and the days on which it was not found are given back."""

from datetime import date, datetime, time

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from companies.exceptions import NotAnOperator
from network.common.models import OutboxEvent
from network.notifications.models import Notification
from premium.actions.credits import send_credit
from premium.actions.dunning import start_dunning
from premium.actions.graces import close_grace
from premium.actions.orders import confirm_payment, place_order
from premium.actions.pauses import pause, resume
from premium.actions.refunds import refund_order
from premium.actions.renewals import keep_renewal
from premium.actions.settlement import open_provisionally, settle_order
from premium.benefits.actions import report_what_is_due
from premium.choices import Account, FailureReason, GraceState, OrderState, SubscriptionState
from premium.credits import credits_of
from premium.exceptions import BuysForNothing, CreditNotDue, EndsWithTheGrace
from premium.models import CategoryCredit, CategoryGrace, Dispute, Order, Pack, Refund, StripeCall, Subscription
from premium.prices import gross_of, net_of
from premium.rights import has_right
from premium.tasks import advance_subscriptions
from tests.factories.accounts import UserFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory
from tests.premium.conftest import PARIS
from tests.premium.test_graces import MOMENT, change, kinds_told, later
from tests.premium.test_refunds import balances

__all__ = ["change"]

OWED = "invoices.credit_note_due"


@pytest.fixture
def operator(db):
    user = UserFactory(name="Olga")
    wanted = ["add_refund", "change_order", "change_subscription"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=wanted, content_type__app_label="premium"))
    return user


def at(day: str, hour: int = 12) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, 30), timezone.get_default_timezone())


def bought(company, begun, slug="essential", **more):
    return SubscriptionFactory(company=company, slug=slug, starts_at=at(begun), **more)


def credited():
    return {credit.order.pk: credit.cents for credit in CategoryCredit.objects.select_related("order")}


@pytest.mark.parametrize(
    ("begun", "changed", "cents"),
    [
        # 490.00 over 365 days; 193 days from 23 November 2026 to 4 June 2027: 259.10 net (259.0959), 310.92 gross.
        ("2026-06-04", "2026-11-23", 31_092),
        # A leap year has 366 days: from 1 June 2027 to 1 June 2028, 93 left on 29 February 2028: 124.51 net, 149.41 gross.
        ("2027-06-01", "2028-02-29", 14_941),
        # Changed on the first day: everything.
        ("2026-11-23", "2026-11-23", 58_800),
        # On the last one: one day of 365: 1.34 net, 1.61 gross.
        ("2026-06-04", "2027-06-03", 161),
    ],
)
@pytest.mark.parametrize("hour", [0, 23])
def test_the_unused_days_count_from_the_day_of_the_change_to_the_cent(borg, begun, changed, cents, hour):
    year = bought(borg, begun)

    found = credits_of(borg, at(changed, hour))

    assert [(credit.order, credit.cents) for credit in found] == [(year.order, cents)]


def test_a_gross_amount_leads_back_to_its_net_to_the_cent():
    for points in (0, 850, 2000, 2100):
        for net in (1, 3, 7, 49_000, 59_071):
            vat = (net * points + 5_000) // 10_000
            order = Order(net_cents=net, vat_cents=vat, total_cents=net + vat)
            assert gross_of(order, net) == net + vat
            for part in {0, 1, net // 3, net // 2, net - 1, net}:
                assert net_of(order, gross_of(order, part)) == part
    assert gross_of(Order(net_cents=0, total_cents=0), 100) == 0


@time_machine.travel(MOMENT, tick=False)
def test_the_pack_stays_thirty_days_then_ends_and_the_transfer_waits_for_an_operator(borg, change, operator):
    year = bought(borg, "2026-06-04")
    change(borg, "merchant")

    year.refresh_from_db()
    assert (year.state, year.renews) == (SubscriptionState.ACTIVE, False)
    assert has_right(borg, "introductions")
    with later(30, seconds=-1):
        advance_subscriptions()
        assert has_right(borg, "search_listing")
    with later(33):  # the job was late: the money is that of the day of the change
        advance_subscriptions()
        advance_subscriptions()
        assert not has_right(borg, "search_listing")

    year.refresh_from_db()
    grace = CategoryGrace.objects.get()
    assert (year.state, year.ends_at) == (SubscriptionState.ENDED, grace.ends_at)
    assert (grace.state, credited()) == (GraceState.ENDED, {year.order_id: 31_092})
    assert not Refund.objects.exists()
    assert kinds_told() == ["premium.grace_began", "premium.grace_ended", "premium.grace_reminder"]
    assert "€310.92" in Notification.objects.get(kind="premium.grace_began").arguments["then"]
    assert "account number" in Notification.objects.get(kind="premium.grace_ended").arguments["back"]

    assert send_credit(credit=grace.credits.get(), operator=operator) == 31_092
    with pytest.raises(CreditNotDue):
        send_credit(credit=grace.credits.get(), operator=operator)

    assert balances() == {Account.REVENUE: 25_910, Account.VAT: 5_182, Account.BANK: -31_092}
    assert Refund.objects.get().made_by == operator
    assert OutboxEvent.objects.get(topic=OWED).payload["cents"] == 31_092
    assert not CategoryCredit.objects.to_send().exists()


@time_machine.travel(MOMENT, tick=False)
def test_only_an_operator_sends_and_only_what_is_left_of_the_order(borg, change, operator, owner_of):
    year = bought(borg, "2026-06-04")
    change(borg, "merchant")
    with later(30):
        advance_subscriptions()
    credit = CategoryCredit.objects.get()

    with pytest.raises(NotAnOperator):
        send_credit(credit=credit, operator=owner_of(borg).user)
    assert not Refund.objects.exists()
    refund_order(order=year.order, operator=operator, cents=50_000, reason="A kind word")
    assert send_credit(credit=credit, operator=operator) == 8_800

    year.order.refresh_from_db()
    assert year.order.refunded_cents == 58_800


def test_back_within_the_days_the_pack_runs_on_and_renews_as_before(borg, cyan, change):
    kept, called_off = SubscriptionFactory(company=borg), SubscriptionFactory(company=cyan, renews=False)
    for company in (borg, cyan):
        change(company, "merchant")
    with later(29):
        for company in (borg, cyan):
            change(company, "provider")
    with later(31):
        advance_subscriptions()
        assert has_right(borg, "search_listing")

    kept.refresh_from_db()
    called_off.refresh_from_db()
    assert (kept.state, kept.renews) == (SubscriptionState.ACTIVE, True)
    assert (called_off.state, called_off.renews) == (SubscriptionState.ACTIVE, False)
    assert not CategoryCredit.objects.exists()
    assert "premium.grace_cancelled" in kinds_told()


@time_machine.travel(MOMENT, tick=False)
def test_what_a_larger_pack_cost_less_comes_from_the_order_it_replaced(borg, owner_of, change):
    first = bought(borg, "2026-06-04", slug="business")
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="premium"), billing=PARIS)
    settle_order(order=order, received_on=timezone.localdate())
    # 193 of 365 days of 990.00 are deducted: 523.48; 1,990.00 - 523.48 = 1,466.52 net, 1,759.82 with VAT (293.30).
    assert (order.credit_cents, order.net_cents, order.total_cents) == (52_348, 146_652, 175_982)

    with later(10):
        # 355 of 365 days of 1,990.00 are left: 1,935.48 net; 1,466.52 from its own order, 468.96 from the first.
        change(borg, "brand")
    with later(40):
        advance_subscriptions()

    # 468.96 of the first order's 990.00 net is 562.75 of its 1,188.00.
    assert credited() == {order.pk: 175_982, first.order_id: 56_275}


@time_machine.travel(MOMENT, tick=False)
def test_never_more_than_was_paid_and_not_given_back(borg, owner_of, change, operator):
    first = bought(borg, "2026-11-01", slug="premium")
    refund_order(order=first.order, operator=operator, cents=100_000, reason="")
    second = OrderFactory(company=borg, paid=True, replaces=first, credit_cents=49_000, net_cents=0, vat_cents=0)
    Subscription.objects.filter(pk=first.pk).update(state=SubscriptionState.ENDED)
    SubscriptionFactory(company=borg, order=second)

    found = credits_of(borg, timezone.now())

    # The second order cost nothing: all of its 490.00 net comes from the first, 588.00 with VAT.
    assert [(credit.order, credit.cents) for credit in found] == [(first.order, 58_800)]


@time_machine.travel(MOMENT, tick=False)
def test_a_next_year_only_proposed_is_withdrawn_and_one_that_is_paid_goes_back_whole(borg, cyan, change, operator):
    for company in (borg, cyan):
        bought(company, "2025-12-10")
    advance_subscriptions()
    paid = Order.objects.get(company=cyan, continues__isnull=False)
    confirm_payment(order=paid, operator=operator, received_cents=58_800, received_on=timezone.localdate())

    for company in (borg, cyan):
        change(company, "merchant")
        advance_subscriptions()

    proposed = Order.objects.get(company=borg, continues__isnull=False)
    assert proposed.state == OrderState.CANCELLED
    assert Subscription.objects.get(order=proposed).state == SubscriptionState.ENDED
    with later(30):
        advance_subscriptions()
        assert not has_right(cyan, "search_listing")
    # Seventeen of 365 days of the year that ran: 22.82 net, 27.38 gross; the year bought ahead: everything.
    of_cyan = {order.is_renewal: credited()[order.pk] for order in Order.objects.filter(company=cyan)}
    assert of_cyan == {False: 2_738, True: 58_800}


@time_machine.travel(MOMENT, tick=False)
def test_back_in_time_the_next_year_is_proposed_again(borg, change):
    first = bought(borg, "2025-12-10")
    advance_subscriptions()
    change(borg, "merchant")

    with later(3):
        change(borg, "provider")
        advance_subscriptions()

    assert Order.objects.waiting().get().continues == first


@time_machine.travel(MOMENT, tick=False)
def test_a_paused_pack_is_worth_the_days_left_when_it_was_paused(borg, change, operator):
    year = bought(borg, "2026-06-04")
    with time_machine.travel(at("2026-11-13"), tick=False):
        pause(year=year, operator=operator, reason="")

    change(borg, "merchant")

    with pytest.raises(EndsWithTheGrace):
        resume(year=year, operator=operator)
    with later(30):
        advance_subscriptions()
    # 203 of 365 days of 490.00: 272.52 net, 327.02 gross.
    assert credited() == {year.order_id: 32_702}


@time_machine.travel(MOMENT, tick=False)
def test_a_year_whose_payment_has_failed_is_withdrawn_and_nobody_is_asked_for_money(borg, change):
    bought(borg, "2025-11-20")
    with time_machine.travel("2026-11-01 10:00:00+01:00", tick=False):
        advance_subscriptions()
    advance_subscriptions()  # its transfer is late: the ladder begins
    assert Subscription.objects.filter(state=SubscriptionState.PAST_DUE).exists()

    change(borg, "merchant")
    with later(8):
        advance_subscriptions()

    assert not Order.objects.unsettled().exists()
    assert not has_right(borg, "search_listing")
    assert Notification.objects.filter(kind="premium.payment_failed").count() == 1
    assert not Notification.objects.filter(kind__in=["premium.payment_reminder", "premium.pack_lapsed"]).exists()
    assert not CategoryCredit.objects.exists()


@time_machine.travel(MOMENT, tick=False)
def test_a_debit_under_way_is_awaited_and_withdrawn_when_it_has_not_come(borg, cyan, change):
    orders = [OrderFactory(company=company, way="sepa") for company in (borg, cyan)]
    for order in orders:
        open_provisionally(order=order)
    with later(5):
        for company in (borg, cyan):
            change(company, "merchant")
        assert has_right(borg, "search_listing")
    with later(9):
        paid = Order.objects.get(pk=orders[0].pk)
        paid.stripe_payment = "pi_1"
        settle_order(order=paid, received_on=timezone.localdate())
    with later(35):
        advance_subscriptions()

    late = Order.objects.get(pk=orders[1].pk)
    assert late.state == OrderState.CANCELLED  # if it arrives after all, it goes back whole
    assert set(Subscription.objects.values_list("state", flat=True)) == {SubscriptionState.ENDED}
    # 360 of 365 days: 483.29 net, 579.95 gross.
    assert credited() == {paid.pk: 57_995}
    call = StripeCall.objects.get(operation="refund")
    assert (call.arguments["amount"], call.arguments["payment_intent"]) == (57_995, "pi_1")


@time_machine.travel(MOMENT, tick=False)
def test_a_debit_that_fails_within_the_days_is_withdrawn_without_a_letter(borg, change):
    order = OrderFactory(company=borg, way="sepa")
    open_provisionally(order=order)
    change(borg, "merchant")

    start_dunning(order=Order.objects.get(), failure=FailureReason.NO_FUNDS)

    order.refresh_from_db()
    assert order.state == OrderState.CANCELLED
    assert not has_right(borg, "search_listing")
    assert not Notification.objects.filter(kind="premium.payment_failed").exists()


@time_machine.travel(MOMENT, tick=False)
def test_no_report_on_a_pack_is_written_to_who_needs_none(borg, change):
    bought(borg, "2025-12-20")
    change(borg, "merchant")

    assert report_what_is_due() == 0


@time_machine.travel(MOMENT, tick=False)
def test_money_a_bank_disputes_is_not_given_back_a_second_time(borg, change):
    year = bought(borg, "2026-06-04")
    Dispute.objects.create(order=year.order, stripe_id="dp_1", cents=58_800, opened_at=timezone.now())

    assert credits_of(borg, timezone.now()) == []


@time_machine.travel(MOMENT, tick=False)
def test_who_ends_with_the_grace_buys_keeps_and_pauses_nothing(borg, owner_of, change, operator):
    year = SubscriptionFactory(company=borg)
    change(borg, "merchant")

    with pytest.raises(EndsWithTheGrace):
        keep_renewal(acting=owner_of(borg))
    with pytest.raises(EndsWithTheGrace):
        pause(year=year, operator=operator, reason="")
    with pytest.raises(BuysForNothing):
        place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="premium"), billing=PARIS)

    year.refresh_from_db()
    assert (year.state, year.renews) == (SubscriptionState.ACTIVE, False)


def test_a_card_is_given_back_through_stripe_and_the_contract_ends(borg, owner_of, change, buy, deliver, fake):
    order = buy(owner_of(borg), "essential")
    change(borg, "merchant")
    deliver()
    assert fake.newest("subscription")["cancel_at_period_end"] is True

    with later(30, hours=1):
        advance_subscriptions()
        deliver()

    order.refresh_from_db()
    credit = CategoryCredit.objects.get()
    assert (credit.cents, order.refunded_cents) == (58_800, 58_800)
    assert fake.newest("subscription")["status"] == "canceled"
    assert balances() == {}
    assert not CategoryCredit.objects.to_send().exists()
    assert "in the way you paid" in Notification.objects.get(kind="premium.grace_ended").arguments["back"]


def test_back_in_time_the_card_is_charged_again_next_year(borg, owner_of, change, buy, deliver, fake):
    year = Subscription.objects.get(order=buy(owner_of(borg), "essential"))
    change(borg, "merchant")
    deliver()
    with later(29):
        change(borg, "provider")
        deliver()

    year.refresh_from_db()
    assert year.renews
    assert fake.newest("subscription")["cancel_at_period_end"] is False


@time_machine.travel(MOMENT, tick=False)
def test_what_stripe_refuses_to_give_back_is_sent_by_hand_from_the_bank(borg, change, operator):
    year = bought(borg, "2026-06-04")
    Order.objects.filter(pk=year.order_id).update(way="card", stripe_payment="pi_1")
    change(borg, "merchant")
    with later(30):
        advance_subscriptions()
    credit = CategoryCredit.objects.get()
    with pytest.raises(CreditNotDue):
        send_credit(credit=credit, operator=operator)

    StripeCall.objects.filter(pk=credit.call_id).update(done_at=timezone.now(), error="charge too old")

    assert send_credit(credit=credit, operator=operator) == 31_092
    assert balances()[Account.BANK] == -31_092


@time_machine.travel(MOMENT, tick=False)
def test_a_grace_that_is_not_over_is_not_closed(borg, change):
    SubscriptionFactory(company=borg)
    change(borg, "merchant")

    assert not close_grace(grace=CategoryGrace.objects.get())

    assert CategoryGrace.objects.open().exists()
    assert has_right(borg, "search_listing")
