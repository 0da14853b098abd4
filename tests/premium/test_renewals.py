"""The year after: proposed, changed, called off; paused and resumed; on Stripe as on paper."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from companies.exceptions import NotAnOperator, RoleTooSmall
from premium.actions.orders import cancel_order, place_order
from premium.actions.pauses import pause, resume
from premium.actions.renewals import call_off_renewal, choose_next_pack, keep_renewal
from premium.choices import OrderState, SubscriptionState
from premium.exceptions import NotSmaller, NotSubscribed, PackIsPaused, StateForbids
from premium.models import Order, Pack, Subscription
from premium.rights import has_right
from premium.tasks import advance_subscriptions
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory
from tests.premium.conftest import PARIS


@pytest.fixture
def operator(db):
    user = UserFactory(name="Olga")
    user.user_permissions.add(
        *Permission.objects.filter(codename__in=["change_subscription"], content_type__app_label="premium")
    )
    return user


def pack(slug):
    return Pack.objects.get(slug=slug)


def test_a_month_before_the_end_the_next_year_is_proposed_once_and_begins_without_a_gap(borg, owner_of):
    first = SubscriptionFactory(company=borg)

    with time_machine.travel(first.ends_at - timedelta(days=31)):
        advance_subscriptions()
        assert not Order.objects.filter(continues=first).exists()
    with time_machine.travel(first.ends_at - timedelta(days=29)):
        advance_subscriptions()
        advance_subscriptions()

    renewal = Order.objects.get(continues=first)
    following = Subscription.objects.get(order=renewal)
    assert (renewal.total_cents, renewal.way, renewal.due_on) == (58_800, "transfer", timezone.localdate(first.ends_at))
    assert (following.starts_at, following.state) == (first.ends_at, SubscriptionState.PROVISIONAL)
    for moment in (first.ends_at - timedelta(seconds=1), first.ends_at, first.ends_at + timedelta(minutes=30)):
        with time_machine.travel(moment):
            assert has_right(borg, "search_listing")


def test_the_price_and_the_vat_of_the_next_year_are_those_of_the_day_it_is_proposed(borg):
    first = SubscriptionFactory(company=borg)
    Pack.objects.filter(slug="essential").update(price_cents=52_000)

    with time_machine.travel(first.ends_at - timedelta(days=3)):
        advance_subscriptions()

    renewal = Order.objects.get(continues=first)
    assert (renewal.net_cents, renewal.vat_cents, renewal.total_cents) == (52_000, 10_400, 62_400)


def test_called_off_the_pack_ends_with_its_last_day_and_nothing_is_asked_for(borg, owner_of):
    first = SubscriptionFactory(company=borg)
    with time_machine.travel(first.ends_at - timedelta(days=5)):
        advance_subscriptions()
        call_off_renewal(acting=owner_of(borg))
        advance_subscriptions()
        assert has_right(borg, "search_listing")
    with time_machine.travel(first.ends_at + timedelta(minutes=1)):
        advance_subscriptions()
        assert not has_right(borg, "search_listing")

    assert Order.objects.get(continues=first).state == OrderState.CANCELLED
    with time_machine.travel(first.ends_at - timedelta(days=4)):
        keep_renewal(acting=owner_of(borg))
        advance_subscriptions()
    assert Order.objects.waiting().get().continues == first


def test_cancelling_the_pro_forma_of_the_next_year_calls_the_renewal_off(borg, owner_of):
    first = SubscriptionFactory(company=borg)
    with time_machine.travel(first.ends_at - timedelta(days=5)):
        advance_subscriptions()
        cancel_order(acting=owner_of(borg), order=Order.objects.get(continues=first))
        advance_subscriptions()

    first.refresh_from_db()
    assert not first.renews
    assert not Order.objects.waiting().exists()


def test_a_smaller_pack_begins_at_the_term_and_a_larger_one_is_ordered(borg, owner_of):
    first = SubscriptionFactory(company=borg, slug="business")
    bob = owner_of(borg)

    with pytest.raises(NotSmaller):
        choose_next_pack(acting=bob, pack=pack("premium"))
    choose_next_pack(acting=bob, pack=pack("essential"))

    with time_machine.travel(first.ends_at - timedelta(days=5)):
        advance_subscriptions()
    renewal = Order.objects.get(continues=first)
    assert (renewal.pack.slug, renewal.net_cents, renewal.credit_cents) == ("essential", 49_000, 0)


def test_only_who_may_buy_changes_the_renewal_and_only_of_a_paid_pack(borg, owner_of):
    editor = MemberFactory(company=borg, role="editor")
    with pytest.raises(NotSubscribed):
        call_off_renewal(acting=owner_of(borg))
    year = SubscriptionFactory(company=borg, state=SubscriptionState.PROVISIONAL)

    with pytest.raises(RoleTooSmall):
        call_off_renewal(acting=editor)
    with pytest.raises(StateForbids):
        call_off_renewal(acting=owner_of(borg))

    year.refresh_from_db()
    assert year.renews


def test_on_stripe_moving_down_and_calling_off_change_what_is_charged_next(borg, owner_of, buy, deliver, fake):
    first = Subscription.objects.get(order=buy(owner_of(borg), "business"))
    choose_next_pack(acting=owner_of(borg), pack=pack("essential"))
    with time_machine.travel(first.ends_at - timedelta(days=5)):
        advance_subscriptions()
        deliver()
    assert fake.newest("subscription")["items"]["data"][0]["price"]["unit_amount"] == 49_000
    assert not [each for each in fake.store.all("invoice") if each["billing_reason"] != "subscription_create"]

    with time_machine.travel(first.ends_at - timedelta(days=4)):
        call_off_renewal(acting=owner_of(borg))
        deliver()
    assert fake.newest("subscription")["cancel_at_period_end"] is True
    with time_machine.travel(first.ends_at + timedelta(hours=1)):
        fake.advance(0)
        deliver()
        assert not has_right(borg, "search_listing")

    assert fake.newest("subscription")["status"] == "canceled"
    assert len(fake.store.things["invoice"]) == 1


def test_what_the_buyer_changes_on_stripes_page_is_known_here(borg, owner_of, buy, deliver, fake):
    first = Subscription.objects.get(order=buy(owner_of(borg), "essential"))

    fake.billing.update(fake.newest("subscription"), {"cancel_at_period_end": True})
    deliver()
    first.refresh_from_db()
    assert not first.renews

    fake.billing.update(fake.newest("subscription"), {"cancel_at_period_end": False})
    deliver()
    first.refresh_from_db()
    assert first.renews


def test_a_moved_down_pack_is_charged_at_its_own_price_a_year_later(borg, owner_of, buy, deliver, fake):
    first = Subscription.objects.get(order=buy(owner_of(borg), "business"))
    choose_next_pack(acting=owner_of(borg), pack=pack("essential"))
    with time_machine.travel(first.ends_at - timedelta(days=5)):
        advance_subscriptions()
        deliver()
    with time_machine.travel(first.ends_at + timedelta(hours=1)):
        fake.advance(0)
        deliver()

    second = Order.objects.get(continues=first)
    assert (second.state, second.pack.slug, second.total_cents) == ("paid", "essential", 58_800)
    assert fake.newest("invoice")["total"] == 58_800


def test_a_pause_costs_no_day_and_charges_nothing(borg, owner_of, buy, deliver, fake, operator):
    year = Subscription.objects.get(order=buy(owner_of(borg), "essential"))
    end = year.ends_at
    with pytest.raises(NotAnOperator):
        pause(year=year, operator=owner_of(borg).user, reason="")

    pause(year=year, operator=operator, reason="The company moves house.")
    deliver()
    assert not has_right(borg, "search_listing")
    assert fake.newest("subscription")["pause_collection"] == {"behavior": "void"}
    with pytest.raises(PackIsPaused):
        place_order(acting=owner_of(borg), pack=pack("business"), billing=PARIS)
    with pytest.raises(StateForbids):
        pause(year=year, operator=operator, reason="")
    with time_machine.travel(timezone.now() + timedelta(days=40)):
        resume(year=year, operator=operator)
        deliver()
        assert has_right(borg, "search_listing")

    year.refresh_from_db()
    assert (year.ends_at - end, year.paused_days) == (timedelta(days=40), 40)
    stripe = fake.newest("subscription")
    assert stripe["pause_collection"] is None
    assert stripe["items"]["data"][0]["current_period_end"] == int(year.ends_at.timestamp())


def test_a_year_bought_ahead_by_card_is_charged_again_when_it_ends_here(borg, owner_of, buy, deliver, fake):
    running = SubscriptionFactory(company=borg, renews=False)
    with time_machine.travel(running.ends_at - timedelta(days=50)):
        year = Subscription.objects.get(order=buy(owner_of(borg), "essential"))
        deliver()

    assert year.starts_at == running.ends_at
    item = fake.newest("subscription")["items"]["data"][0]
    assert item["current_period_end"] == int(year.ends_at.timestamp())
    assert len(fake.store.things["invoice"]) == 1
