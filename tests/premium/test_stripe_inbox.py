"""What Stripe tells: only what it has signed, once, in any order, and whatever goes wrong on the way."""

import contextlib
import json
import random
import time

import pytest
from django.test import Client

from premium.actions import stripe_inbox
from premium.actions.orders import place_order
from premium.models import LedgerTransaction, Order, Pack, StripeCall, StripeCustomer, StripeEvent, Subscription
from premium.stripe.checkout import page_for
from premium.stripe.gateway import StripeUnreachable
from premium.tasks import reconcile_stripe, serve_stripe
from tests.premium.conftest import PARIS
from tests.stripe_fake.post import signed
from tests.stripe_fake.server import SECRET, Fault


@pytest.fixture
def ordered(borg, owner_of, fake):
    """Bob has ordered Essential by card and stands before the page; nothing was told yet."""
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS, way="card")
    page_for(order, "en")
    return order


def bring(body, header):
    return (
        Client()
        .post("/stripe/events/", body, content_type="application/json", headers={"Stripe-Signature": header})
        .status_code
    )


def brought(events):
    return [bring(*signed(event, SECRET)) for event in events]


def test_what_stripe_has_not_signed_now_is_not_believed(fake, ordered):
    fake.pay()
    event = fake.events()[-1]
    body, header = signed(event, SECRET)

    refused = [
        bring(body, ""),
        bring(body, "t=1,v1=0"),
        bring(body, "t=abc,v1=0"),
        bring(*signed(event, "whsec_of_somebody_else")),
        bring(body.replace(b'"livemode": false', b'"livemode": true'), header),
        bring(*signed(event, SECRET, int(time.time()) - 600)),
        bring(*signed(event, SECRET, int(time.time()) + 600)),
        bring(b"\xff\xfe", header),
        bring(*signed({"id": "evt_1", "object": "event"}, SECRET)),
    ]

    assert refused == [400] * len(refused)
    assert not StripeEvent.objects.exists()


def test_without_a_secret_nothing_is_believed(fake, ordered, settings):
    settings.STRIPE_WEBHOOK_SECRET = ""

    assert brought(fake.events()) == [400] * len(fake.events())


def test_an_event_of_another_api_version_is_read_again_like_any_other(fake, ordered):
    fake.pay()
    old = [{**event, "api_version": "2019-02-19"} for event in fake.events()]

    assert set(brought(old)) == {200}
    serve_stripe()

    ordered.refresh_from_db()
    assert ordered.state == "paid"
    assert StripeEvent.objects.filter(api_version="2019-02-19").count() == len(old)


@pytest.mark.parametrize("seed", range(5))
def test_any_order_and_any_number_of_deliveries_end_in_the_same_state(fake, ordered, seed):
    fake.pay()
    fake.advance(366)
    events = fake.events() * 3
    random.Random(seed).shuffle(events)

    for start in range(0, len(events), 7):
        brought(events[start : start + 7])
        serve_stripe()

    assert Order.objects.filter(state="paid").count() == 2
    assert Subscription.objects.count() == 2
    assert LedgerTransaction.objects.count() == 2
    assert StripeEvent.objects.count() == len(events) // 3
    assert not StripeEvent.objects.to_do().exists()


def test_the_answer_comes_before_the_work(fake, ordered, django_assert_max_num_queries):
    fake.pay()
    event = fake.events()[-1]

    with django_assert_max_num_queries(4):
        assert brought([event]) == [200]

    ordered.refresh_from_db()
    assert ordered.state == "waiting"


def test_while_stripe_is_away_events_wait_and_nothing_is_changed(fake, ordered):
    fake.pay()
    brought(fake.events())
    fake.faults.append(Fault("500", times=3, path="/v1/subscriptions"))

    serve_stripe()
    assert StripeEvent.objects.to_do().filter(customer__startswith="cus_").exists()
    assert Order.objects.get().state == "waiting"
    serve_stripe()

    assert Order.objects.get().state == "paid"


@pytest.mark.parametrize("kind", ["429", "500", "timeout_after_commit"])
def test_a_fault_on_the_way_makes_no_second_customer_page_or_price(borg, owner_of, fake, kind):
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS, way="card")
    fake.faults = [Fault(kind, path=path) for path in ("/v1/customers", "/v1/products", "/v1/checkout/sessions")]

    for _ in range(4):
        with contextlib.suppress(StripeUnreachable):
            page_for(order, "en")

    assert [len(fake.store.things[each]) for each in ("customer", "product", "session")] == [1, 1, 1]
    assert StripeCustomer.objects.count() == 1


def test_what_was_never_told_is_found_at_night(fake, ordered):
    fake.pay()

    reconcile_stripe()

    ordered.refresh_from_db()
    assert ordered.state == "paid"
    assert not StripeEvent.objects.exists()


def test_a_reading_that_another_one_has_overtaken_is_thrown_away(fake, ordered, monkeypatch):
    fake.pay()
    customer = StripeCustomer.objects.get()
    reading = stripe_inbox.read(customer.stripe_id)
    stripe_inbox.refresh(customer)

    stale = StripeCustomer(pk=customer.pk, revision=0)

    assert not stripe_inbox.mirror(customer=stale, reading=reading)
    assert LedgerTransaction.objects.count() == 1


def test_another_amount_than_ordered_is_booked_by_nobody(fake, ordered):
    Order.objects.update(price_cents=48_000, net_cents=48_000, vat_cents=9_600, total_cents=57_600)
    fake.pay()
    brought(fake.events())
    serve_stripe()

    assert Order.objects.get().state == "waiting"
    assert "576.00 EUR ordered, 588.00 paid" in StripeCustomer.objects.get().difference
    assert not LedgerTransaction.objects.exists()


def test_an_event_about_nothing_of_ours_is_done_at_once(fake, db):
    event = {
        "id": "evt_other",
        "object": "event",
        "type": "product.updated",
        "created": int(time.time()),
        "data": {"object": {"id": "prod_1", "object": "product"}},
    }

    assert brought([event]) == [200]
    serve_stripe()

    assert not StripeEvent.objects.to_do().exists()
    assert json.dumps(list(StripeCall.objects.values_list("key", flat=True))) == "[]"
