"""Credits for unused days against figures computed by hand, to the cent; then the same through the doors a buyer uses."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import time_machine
from django.utils import timezone

from premium.actions.orders import place_order
from premium.actions.settlement import settle_order
from premium.changes import change_to
from premium.choices import OrderState, SubscriptionState
from premium.models import Order, Pack, Subscription
from premium.prices import credit_for, price_of
from premium.rights import current_pack
from premium.vat import Vat
from tests.premium.conftest import PARIS

GOLDEN = Path(__file__).parent / "golden" / "proration.csv"
ROWS = list(csv.DictReader(GOLDEN.read_text().splitlines(), delimiter=";"))


def at(day: str, hour: int) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, 30), timezone.get_default_timezone())


@pytest.mark.parametrize("hour", [0, 9, 23])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_a_change_costs_what_was_computed_by_hand(row, hour):
    cents = int(row["old price"])
    order = Order(price_cents=cents, net_cents=cents, total_cents=cents * 6 // 5)
    order.state = OrderState.PAID if row["paid"] == "yes" else OrderState.WAITING
    running = Subscription(order=order, starts_at=at(row["begun"], 12), ends_at=at(row["ends"], 12))

    credit = credit_for(running, at(row["changed"], hour)) if running.is_paid else 0
    price = price_of(Pack(price_cents=int(row["new price"])), Vat("", int(row["vat points"])), credit_cents=credit)

    assert credit == int(row["credit"])
    assert (price.net_cents, price.vat_cents, price.total_cents) == (
        int(row["net"]),
        int(row["vat"]),
        int(row["total"]),
    )


def test_what_was_refunded_and_days_paused_are_worth_nothing():
    order = Order(price_cents=49_000, net_cents=49_000, total_cents=58_800, refunded_cents=29_400)
    year = Subscription(order=order, starts_at=at("2026-03-01", 12), ends_at=at("2027-03-11", 12), paused_days=10)

    # 24,500 of the price are left; 375 days on the calendar, 365 of them sold; 210 left on 13 August.
    assert credit_for(year, at("2026-08-13", 12)) == 14_096


def bought(member, slug, days_ago=0):
    order = place_order(acting=member, pack=Pack.objects.get(slug=slug), billing=PARIS)
    order.refresh_from_db()
    return settle_order(order=order, received_on=timezone.localdate())


def test_two_changes_in_a_day_cost_together_what_the_largest_pack_costs(borg, owner_of):
    bob = owner_of(borg)

    years = [bought(bob, slug) for slug in ("essential", "business", "premium")]

    assert [year.order.net_cents for year in years] == [49_000, 50_000, 100_000]
    assert sum(year.order.net_cents for year in years) == 199_000
    assert current_pack(borg).slug == "premium"
    assert Subscription.objects.open().count() == 1


def test_in_a_leap_year_the_credit_counts_366_days(borg, owner_of):
    with time_machine.travel(at("2027-06-15", 10)):
        bought(owner_of(borg), "essential")
    with time_machine.travel(at("2027-12-01", 18)):
        order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="business"), billing=PARIS)

    assert (order.credit_cents, order.total_cents) == (26_374, 87_151)


def test_after_a_failed_payment_a_larger_pack_costs_its_whole_price_and_the_unpaid_year_is_withdrawn(
    borg, owner_of, buy, deliver, fake
):
    first = Subscription.objects.get(order=buy(owner_of(borg), "essential", renewals="no_funds"))
    with time_machine.travel(first.ends_at + timedelta(days=5)):
        fake.advance(0)
        deliver()
        unpaid = Subscription.objects.get(order__continues=first)
        assert unpaid.state == SubscriptionState.PAST_DUE
        change = change_to(borg, Pack.objects.get(slug="business"), timezone.now())
        assert (change.replaces, change.credit_cents) == (unpaid, 0)

        large = buy(owner_of(borg), "business")

        unpaid.refresh_from_db()
        assert (large.net_cents, large.total_cents, large.state) == (99_000, 118_800, "paid")
        assert (unpaid.state, unpaid.order.state) == (SubscriptionState.ENDED, OrderState.CANCELLED)
        assert current_pack(borg).slug == "business"
        assert {each["status"] for each in fake.store.all("invoice")} == {"paid", "void"}
        assert sorted(each["status"] for each in fake.store.all("subscription")) == ["active", "canceled"]
