"""A pack paid by card or SEPA debit on the fake Stripe, from the order to the rights, and every year after."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import Sum
from django.utils import timezone

from premium.choices import Account, SubscriptionState
from premium.models import (
    LedgerEntry,
    LedgerTransaction,
    Order,
    StripeCall,
    StripeCustomer,
    StripeEvent,
    StripeSubscription,
    Subscription,
)
from premium.rights import current_pack, has_right
from premium.tasks import advance_subscriptions
from tests.premium.conftest import PARIS


def balance(account):
    return LedgerEntry.objects.filter(account__code=account).aggregate(sum=Sum("cents"))["sum"] or 0


def year_of(order):
    return Subscription.objects.get(order=order)


def test_a_card_opens_the_pack_and_the_money_is_booked_once(borg, owner_of, buy, deliver, fake):
    order = buy(owner_of(borg), "essential")

    assert (order.state, order.way) == ("paid", "card")
    assert current_pack(borg).slug == "essential"
    assert (balance(Account.STRIPE), balance(Account.REVENUE), balance(Account.VAT)) == (58_800, -49_000, -9_800)
    assert year_of(order).state == SubscriptionState.ACTIVE
    contract = StripeSubscription.objects.get()
    assert (contract.status, contract.unit_cents) == ("active", 49_000)
    assert fake.newest("invoice")["total"] == order.total_cents
    assert not StripeEvent.objects.to_do().exists()
    StripeEvent.objects.update(done_at=None)
    deliver()
    assert LedgerTransaction.objects.count() == 1


def test_a_declined_card_leaves_the_order_waiting(borg, owner_of, buy):
    with pytest.raises(Exception, match="declined"):
        buy(owner_of(borg), "essential", outcome="declined")

    assert Order.objects.get().state == "waiting"
    assert not has_right(borg, "search_listing")


def test_a_direct_debit_opens_the_pack_before_the_money_has_arrived(borg, owner_of, buy, deliver, fake):
    order = buy(owner_of(borg), "essential", "sepa")

    assert order.state == "processing"
    assert year_of(order).state == SubscriptionState.PROVISIONAL
    assert has_right(borg, "search_listing")
    assert not LedgerTransaction.objects.exists()

    fake.advance(6)
    deliver()

    order.refresh_from_db()
    assert order.state == "paid"
    assert year_of(order).state == SubscriptionState.ACTIVE
    assert balance(Account.STRIPE) == 58_800


def test_a_returned_first_debit_closes_what_reaches_out_at_once(borg, owner_of, buy, deliver, fake):
    order = buy(owner_of(borg), "essential", "sepa", outcome="returned")
    assert has_right(borg, "introductions")

    fake.advance(6)
    deliver()

    year = year_of(order)
    assert (year.state, year.failure) == (SubscriptionState.PAST_DUE, "debit_refused")
    assert has_right(borg, "search_listing")
    assert not has_right(borg, "introductions")
    assert not LedgerTransaction.objects.exists()


def test_a_year_later_the_card_is_charged_again_for_the_order_proposed_before(borg, owner_of, buy, deliver, fake):
    first = year_of(buy(owner_of(borg), "essential"))

    with time_machine.travel(first.ends_at - timedelta(days=20)):
        advance_subscriptions()
        proposed = Order.objects.get(continues=first)
        assert (proposed.state, proposed.total_cents, proposed.way) == ("waiting", 58_800, "card")
        assert year_of(proposed).state == SubscriptionState.PROVISIONAL
    with time_machine.travel(first.ends_at + timedelta(minutes=1)):
        assert has_right(borg, "search_listing")
        fake.advance(0)
        deliver()
        proposed.refresh_from_db()
        assert proposed.state == "paid"
        assert current_pack(borg).slug == "essential"

    second = year_of(proposed)
    assert (second.starts_at, second.state) == (first.ends_at, SubscriptionState.ACTIVE)
    assert balance(Account.STRIPE) == 2 * 58_800
    assert second.contract == StripeSubscription.objects.get()


def test_a_renewal_that_stripe_charges_before_we_proposed_it_is_booked_all_the_same(borg, owner_of, buy, deliver, fake):
    first = year_of(buy(owner_of(borg), "essential"))

    fake.advance(366)
    deliver()

    second = Order.objects.get(continues=first)
    assert second.state == "paid"
    assert year_of(second).starts_at == first.ends_at
    assert balance(Account.STRIPE) == 2 * 58_800


def test_a_larger_pack_replaces_the_smaller_one_and_its_subscription(borg, owner_of, buy, deliver, fake):
    small = buy(owner_of(borg), "essential")

    large = buy(owner_of(borg), "business")

    assert large.credit_cents == 49_000
    assert (large.net_cents, large.total_cents) == (50_000, 60_000)
    assert current_pack(borg).slug == "business"
    assert year_of(small).state == SubscriptionState.ENDED
    assert sorted(each["status"] for each in fake.store.all("subscription")) == ["active", "canceled"]
    assert sorted(StripeSubscription.objects.values_list("status", flat=True)) == ["active", "canceled"]
    assert fake.newest("subscription", status="active")["items"]["data"][0]["price"]["unit_amount"] == 99_000


def test_what_is_paid_after_it_was_cancelled_goes_back_at_once(borg, owner_of, buy, deliver, fake):
    from premium.actions.orders import cancel_order, place_order
    from premium.models import Pack
    from premium.stripe.checkout import page_for

    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS, way="card")
    page_for(order, "en")
    cancel_order(acting=owner_of(borg), order=order)
    fake.pay(order=order.number)
    deliver()

    assert fake.newest("charge")["amount_refunded"] == 58_800
    assert fake.newest("subscription")["status"] == "canceled"
    assert not Subscription.objects.exists()
    assert not LedgerTransaction.objects.exists()


def test_the_page_is_opened_once_for_an_order_and_again_when_it_has_expired(borg, owner_of, fake):
    from premium.actions.orders import place_order
    from premium.models import Pack
    from premium.stripe.checkout import page_for

    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS, way="card")

    first = page_for(order, "fr")
    assert page_for(order, "fr") == first
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        assert page_for(order, "fr") != first

    assert len(fake.store.things["session"]) == 2
    assert StripeCustomer.objects.count() == 1
    assert StripeCall.objects.filter(operation="create_product").count() == 1
