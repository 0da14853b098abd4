"""Packs sold in another currency: orders keep the rate of their day, credits cross currencies, Stripe keeps them apart."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from network.notifications.models import Notification
from premium.actions import ledger
from premium.actions.orders import confirm_payment, place_order
from premium.actions.payment import choose_way
from premium.actions.refunds import book_refund
from premium.changes import change_to
from premium.choices import Account, PaymentWay, SubscriptionState
from premium.credits import credits_of
from premium.exceptions import RateUnknown, WayNotOpen
from premium.exchange import EURO, Rate, converted, rate_of, shown_sum
from premium.models import (
    Currency,
    LedgerAccount,
    LedgerEntry,
    LedgerTransaction,
    Order,
    Pack,
    StripeCall,
    StripeCustomer,
    Subscription,
)
from premium.prices import credit_in
from premium.revenue import figures
from premium.stripe.checkout import page_for, portal_for
from premium.tasks import advance_subscriptions
from premium.ways import open_ways
from tests.factories.accounts import UserFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory, sell_in_francs
from tests.premium.conftest import PARIS

HALF_YEAR = datetime.combine(date(2026, 7, 2), time(12), timezone.get_default_timezone())


def pack(slug):
    return Pack.objects.get(slug=slug)


def year_of_2026(company, slug="essential", **more):
    begun = datetime.combine(date(2026, 1, 1), time(9), timezone.get_default_timezone())
    return SubscriptionFactory(company=company, slug=slug, starts_at=begun, **more)


@pytest.mark.parametrize(
    ("cents", "rate", "into", "result"),
    [
        (10_000, 1_073_400, 1_000_000, 10_734),
        (10_734, 1_000_000, 1_073_400, 10_000),
        (1, 1_499_999, 1_000_000, 1),
        (1, 1_500_000, 1_000_000, 2),
        (1, 2_500_000, 1_000_000, 3),
        (0, 1_073_400, 1_000_000, 0),
        (49_000, 40_120, 1_190_500, 1_651),
    ],
)
def test_money_is_converted_in_integers_rounded_half_up(cents, rate, into, result):
    assert converted(cents, rate, into) == result


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_conversion_is_never_further_away_than_half_a_cent(cents, rate):
    assert abs(converted(cents, rate) * 1_000_000 - cents * rate) * 2 <= 1_000_000


def test_amounts_of_two_currencies_are_never_added_up():
    assert shown_sum([(100, "EUR"), (250, "CHF"), (200, "EUR")]) == "€3 + CHF\xa02.50"
    assert shown_sum([]) == ""


def test_the_euro_has_no_rate_and_an_unknown_currency_none_either(db):
    assert rate_of("EUR") == EURO
    with pytest.raises(RateUnknown):
        rate_of("CHF")
    with pytest.raises(IntegrityError), transaction.atomic():
        Currency.objects.create(code="EUR", euro_rate=2_000_000)
    with pytest.raises(IntegrityError), transaction.atomic():
        Currency.objects.create(code="CHF", euro_rate=0)


def test_an_order_keeps_currency_price_and_rate_of_its_day(borg, owner_of, fake):
    francs = sell_in_francs()

    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS, way=PaymentWay.CARD)
    Currency.objects.filter(pk=francs.pk).update(euro_rate=1_200_000, rate_on=date(2026, 12, 1))
    Pack.objects.update(currency="EUR", price_cents=1)

    order.refresh_from_db()
    assert (order.currency, order.price_cents, order.vat_cents, order.total_cents) == ("CHF", 52_000, 10_400, 62_400)
    assert Rate.kept(order) == Rate("CHF", 1_073_400, date(2026, 11, 20), "European Central Bank")


def test_the_database_refuses_an_order_whose_rate_cannot_be_proven(borg):
    for wrong in ({"euro_rate": 2_000_000}, {"currency": "CHF"}):
        order = OrderFactory(company=borg)
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.filter(pk=order.pk).update(**wrong)
        order.delete()


def test_unused_days_paid_in_euros_are_credited_in_francs(borg, owner_of, fake):
    year = year_of_2026(borg)
    sell_in_francs()

    with time_machine.travel(HALF_YEAR):
        order = place_order(acting=owner_of(borg), pack=pack("business"), billing=PARIS, way=PaymentWay.CARD)

    # 183 of 365 days of 490.00 EUR are 245.67 EUR; at 1.0734 EUR for a franc, 228.87 CHF.
    assert credit_in("EUR", year, HALF_YEAR) == 24_567
    assert (order.price_cents, order.credit_cents, order.net_cents) == (105_000, 22_887, 82_113)
    assert (order.vat_cents, order.total_cents) == (16_423, 98_536)


def test_within_one_currency_a_changed_rate_changes_no_credit(borg):
    francs = sell_in_francs()
    year = year_of_2026(borg)
    Currency.objects.filter(pk=francs.pk).update(euro_rate=2_000_000)

    # 183 of 365 days of 520.00 CHF.
    assert credit_in("CHF", year, HALF_YEAR) == 26_071
    assert change_to(borg, pack("business"), HALF_YEAR).credit_cents == 26_071


def test_francs_are_credited_in_euros_at_the_rate_the_order_has_kept(borg):
    francs = sell_in_francs()
    year = year_of_2026(borg)
    Currency.objects.filter(pk=francs.pk).update(euro_rate=2_000_000)
    Pack.objects.filter(slug="business").update(currency="EUR", price_cents=99_000)

    # 260.71 CHF at 1.0734, not at 2.
    assert change_to(borg, pack("business"), HALF_YEAR).credit_cents == 27_985
    assert credit_in("EUR", year, HALF_YEAR) == 27_985


def test_a_company_that_stops_selling_gets_each_part_back_in_the_currency_it_paid(borg, owner_of, fake):
    essential = year_of_2026(borg)
    sell_in_francs()
    with time_machine.travel(HALF_YEAR):
        order = place_order(acting=owner_of(borg), pack=pack("business"), billing=PARIS, way=PaymentWay.CARD)
        Order.objects.filter(pk=order.pk).update(state="paid", received_on=date(2026, 7, 2), confirmed_at=HALF_YEAR)
        Subscription.objects.filter(pk=essential.pk).update(ends_at=HALF_YEAR, state=SubscriptionState.ENDED)
        SubscriptionFactory(company=borg, slug="business", order=order, starts_at=HALF_YEAR)

        back = [credit.amount for credit in credits_of(borg, HALF_YEAR)]

    # All of 985.36 CHF, and the 228.87 CHF taken over from the smaller pack as 245.67 EUR before VAT.
    assert back == [(98_536, "CHF"), (29_480, "EUR")]


def test_transfers_and_debits_are_in_euros_only(borg, owner_of, fake):
    sell_in_francs()
    acting = owner_of(borg)

    for way in (PaymentWay.TRANSFER, PaymentWay.SEPA):
        with pytest.raises(WayNotOpen, match="paid by card"):
            place_order(acting=acting, pack=pack("essential"), billing=PARIS, way=way)
    assert not Order.objects.exists()
    order = place_order(acting=acting, pack=pack("essential"), billing=PARIS, way=PaymentWay.CARD)
    with pytest.raises(WayNotOpen):
        choose_way(order=order, way=PaymentWay.SEPA)
    with pytest.raises(WayNotOpen):
        confirm_payment(
            order=order,
            operator=UserFactory(is_superuser=True),
            received_cents=order.total_cents,
            received_on=timezone.localdate(),
        )
    order.refresh_from_db()
    assert (order.way, order.state) == ("card", "waiting")
    assert (open_ways("CHF"), open_ways("EUR")) == (["card"], ["card", "sepa", "transfer"])


def test_without_cards_nothing_is_ordered_that_nobody_could_pay(borg, owner_of):
    sell_in_francs()

    with pytest.raises(WayNotOpen, match="cannot be paid at present"):
        place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS, way=PaymentWay.CARD)
    assert not Order.objects.exists()


def test_a_card_pays_in_francs_and_the_books_hold_them_apart(borg, cyan, owner_of, buy, deliver):
    buy(owner_of(cyan), "essential")
    sell_in_francs()

    order = buy(owner_of(borg), "essential")

    assert order.state == "paid"
    assert list(StripeCustomer.objects.order_by("pk").values_list("company__name", "currency")) == [
        (cyan.name, "EUR"),
        (borg.name, "CHF"),
    ]
    booked = LedgerEntry.objects.filter(account__code=Account.STRIPE).values_list("currency").annotate(Sum("cents"))
    assert dict(booked) == {"EUR": 58_800, "CHF": 62_400}
    book_refund(order=order, cents=12_000, key="part")
    assert set(LedgerEntry.objects.filter(transaction__order=order).values_list("currency", flat=True)) == {"CHF"}
    for currency in ("EUR", "CHF"):
        assert LedgerEntry.objects.filter(currency=currency).aggregate(sum=Sum("cents"))["sum"] == 0


def test_a_larger_pack_in_francs_ends_the_subscription_in_euros(borg, owner_of, buy, fake):
    bob = owner_of(borg)
    buy(bob, "essential")
    sell_in_francs()

    order = buy(bob, "business")

    # A whole year of 490.00 EUR is 456.49 CHF; both subscriptions belong to customers of their own.
    assert (order.currency, order.credit_cents, order.state) == ("CHF", 45_649, "paid")
    assert fake.newest("charge")["currency"] == "chf"
    assert StripeCustomer.objects.filter(company=borg).count() == 2
    assert {each["currency"]: each["status"] for each in fake.store.all("subscription")} == {
        "eur": "canceled",
        "chf": "active",
    }
    assert portal_for(borg, "en").endswith(StripeCustomer.objects.get(currency="CHF").stripe_id)


def test_the_next_year_in_francs_is_for_the_buyer_to_pay_and_the_euros_end(borg, owner_of, buy, deliver, fake):
    bob = owner_of(borg)
    first = buy(bob, "essential")
    sell_in_francs()
    year = Subscription.objects.get(order=first)

    with time_machine.travel(year.ends_at - timedelta(days=20)):
        advance_subscriptions()
        deliver()
        proposed = Order.objects.get(continues=year)
        year.refresh_from_db()

        assert (proposed.currency, proposed.total_cents, proposed.way) == ("CHF", 62_400, "card")
        assert not proposed.is_charged_by_itself
        assert fake.newest("subscription")["cancel_at_period_end"]
        assert year.renews
        told = Notification.objects.filter(kind="premium.renewal_proposed_by_transfer", user=bob.user).get()
        assert f"{proposed.number} (CHF\xa0624) is ready" in told.body

        page_for(proposed, "en")
        fake.pay(order=proposed.number)
        deliver()

    proposed.refresh_from_db()
    assert proposed.state == "paid"
    assert {each["currency"]: each["status"] for each in fake.store.all("subscription")} == {
        "eur": "canceled",
        "chf": "trialing",
    }
    # Free until our own year begins anew: Stripe charges again when the year after next begins.
    following = Subscription.objects.get(order=proposed)
    moved = StripeCall.objects.get(key__startswith="term:")
    assert moved.arguments["trial_end"] == int(following.ends_at.timestamp())


def test_a_next_year_in_francs_that_nobody_pays_is_dunned(borg, owner_of, buy, deliver):
    buy(owner_of(borg), "essential")
    sell_in_francs()
    year = Subscription.objects.get()
    with time_machine.travel(year.ends_at - timedelta(days=20)):
        advance_subscriptions()

    with time_machine.travel(year.ends_at + timedelta(hours=1)):
        advance_subscriptions()

    following = Subscription.objects.get(order__continues=year)
    assert (following.state, following.failure) == (SubscriptionState.PAST_DUE, "not_reached")


def test_another_currency_than_ordered_is_booked_by_nobody(borg, owner_of, fake, deliver):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS, way=PaymentWay.CARD)
    page_for(order, "en")
    sell_in_francs()
    Order.objects.filter(pk=order.pk).update(currency="CHF", rate_on=date(2026, 11, 20))
    StripeCustomer.objects.update(currency="CHF")

    fake.pay(order=order.number)
    deliver()

    assert "588.00 CHF ordered, 588.00 paid in EUR" in StripeCustomer.objects.get().difference
    assert not LedgerTransaction.objects.exists()


def test_the_ledger_refuses_another_currency_than_that_of_the_order(borg):
    order = OrderFactory(company=borg)

    with pytest.raises(ledger.UnbalancedError):
        ledger.post(
            key="one",
            text="",
            booked_on=date(2026, 11, 23),
            currency="CHF",
            order=order,
            cents_by_account={Account.BANK: 1, Account.REVENUE: -1},
        )
    assert not LedgerTransaction.objects.exists()


def add_two_lines_in_francs(posted):
    for cents in (100, -100):
        account = LedgerAccount.objects.first()
        LedgerEntry.objects.create(transaction=posted, account=account, cents=cents, currency="CHF")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.postgres
def test_postgresql_refuses_a_transaction_in_two_currencies(db):
    lines = {Account.BANK: 100, Account.REVENUE: -100}
    posted = ledger.post(key="one", text="", booked_on=date(2026, 11, 23), currency="EUR", cents_by_account=lines)

    with pytest.raises(DatabaseError), transaction.atomic():
        add_two_lines_in_francs(posted)

    assert LedgerEntry.objects.count() == 2


def test_figures_are_in_euros_at_the_rate_of_each_order(borg, cyan, django_assert_num_queries):
    SubscriptionFactory(company=cyan, slug="business")
    francs = sell_in_francs()
    SubscriptionFactory(company=borg, slug="business")
    Currency.objects.filter(pk=francs.pk).update(euro_rate=3_000_000)

    with django_assert_num_queries(24):
        months = figures.months()
    by_pack = figures.revenue_by_pack(timezone.now() - timedelta(days=1))

    # 990.00 EUR and 1,050.00 CHF, which are 1,127.07 EUR.
    assert (months[-1].mrr_cents, months[-1].foreign) == (17_642, 1)
    assert [(part.label, part.cents, part.count) for part in by_pack] == [("Business", 211_707, 2)]
    assert [part.cents for part in figures.revenue_by_category(timezone.now() - timedelta(days=1))] == [211_707]
