"""Thirty thousand deliveries in any order, a tenth of them false, and a worker that is killed five times."""

import contextlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.db import connection
from django.db.models import Count, Sum

from network.notifications.models import Notification
from premium.choices import Account, OrderState, SubscriptionState
from premium.models import (
    Grant,
    LedgerEntry,
    LedgerTransaction,
    Order,
    Pack,
    StripeEvent,
    StripeSubscription,
    Subscription,
)
from premium.stripe.checkout import page_for
from tests.browser.running_network import free_port
from tests.environment import ROOT
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.premium import OrderFactory
from tests.stripe_fake.post import signed
from tests.stripe_fake.server import KEY, SECRET, FakeStripe
from tests.stripe_fake.store import Thing

pytestmark = [
    pytest.mark.endurance,
    pytest.mark.postgres,
    pytest.mark.redis,
    pytest.mark.timeout(1500),
    pytest.mark.django_db(transaction=True),
]

EVENTS, COMPANIES, KILLS, HANDS = 10_000, 250, 5, 2
FALSE_SHARE = 0.1
BATCH = 2_000
BEHIND_TLS = {"Host": "localhost", "X-Forwarded-Proto": "https"}


@pytest.fixture
def fake(settings):
    made = FakeStripe().start()
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = KEY, SECRET, made.base
    yield made
    made.stop()


class Processes:
    """Pages as in production, and a worker that can be killed, on the database of the test."""

    def __init__(self, folder: Path, stripe: str) -> None:
        self.port = free_port()
        database = connection.settings_dict
        self.environment = {
            **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
            "COMPTOIR_MODE": "production",
            "COMPTOIR_VAR": str(folder),
            "SECRET_KEY": "a secret for this test only " * 3,
            "ALLOWED_HOSTS": "localhost",
            "BASE_URL": "https://localhost",
            "DATABASE_URL": f"postgresql://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}",
            "STRIPE_SECRET_KEY": KEY,
            "STRIPE_WEBHOOK_SECRET": SECRET,
            "STRIPE_API_BASE": stripe,
            "PYTHONWARNINGS": "ignore",
        }
        self.log = (folder / "processes.log").open("ab")
        self.pages = self._run("granian", "--interface", "wsgi", "--port", str(self.port), "network.wsgi:application")
        self.worker = self.beat = None
        self.start_worker()
        self._wait()

    def _run(self, *command: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                health = Request(f"http://localhost:{self.port}/health/", headers=BEHIND_TLS)
                if urlopen(health, timeout=2).status == 200:
                    return
            time.sleep(0.2)
        raise AssertionError("the pages did not start")

    def start_worker(self) -> None:
        """Worker and beat in one process: one kill takes both."""
        self.worker = self._run(
            "celery", "-A", "network", "--quiet", "worker", "--pool", "solo", "--beat", "--loglevel", "ERROR",
            "--without-gossip", "--without-mingle", "--hostname", f"worker{time.monotonic_ns()}@%h",
        )  # fmt: skip

    def kill_worker(self) -> None:
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def stop(self) -> None:
        for process in (self.pages, self.worker):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def processes(tmp_path, fake):
    made = Processes(tmp_path, fake.base)
    yield made
    made.stop()


def prepare_companies() -> list[Order]:
    """Companies that have ordered Essential by card or by debit and stand before the page."""
    pack = Pack.objects.get(slug="essential")
    orders = []
    for number in range(COMPANIES):
        company = CompanyFactory(category="provider", country="FR")
        owner = MemberFactory(company=company, role="owner")
        way = "sepa" if number % 5 == 1 else "card"
        orders.append(OrderFactory(company=company, pack=pack, way=way, placed_by=owner.user))
    for order in orders:
        page_for(order, "fr")
    return orders


def live(fake: FakeStripe, orders: list[Order]) -> None:
    """Years pass at the fake: renewals, failures made good, renewals called off, refunds, disputes, changes of mind."""
    for number, order in enumerate(orders):
        kind = "sepa_debit" if order.way == "sepa" else "card"
        fake.pay(kind, renewals="no_funds" if number % 5 == 2 else "ok", order=order.number)
    fake.advance(6)
    subscriptions = list(fake.store.things["subscription"].values())
    for number, subscription in enumerate(subscriptions):
        change_one_mind(fake, number, subscription)
    fake.advance(366)
    fake.advance(6)
    for invoice in fake.store.all("invoice", status="open"):
        fake.store.methods[invoice["customer"]]["later"] = "ok"
        fake.billing.pay(invoice)
    fake.advance(6)
    turn = 0
    while len(fake.store.things["event"]) < EVENTS:
        subscription = subscriptions[turn % len(subscriptions)]
        turn += 1
        if subscription["status"] != "canceled":
            fake.billing.update(subscription, {"cancel_at_period_end": bool(turn // len(subscriptions) % 2)})


def change_one_mind(fake: FakeStripe, number: int, subscription: Thing) -> None:
    """Some call their renewal off, some get money back, some banks take it back."""
    if number % 10 == 3:
        fake.billing.update(subscription, {"cancel_at_period_end": True})
    if number % 10 == 4:
        charge = fake.newest("charge", customer=subscription["customer"])
        fake.billing.refund(charge["payment_intent"], 1_000 + number, {})
    if number % 25 == 5:
        fake.billing.dispute(fake.newest("charge", customer=subscription["customer"]))


def deliveries(fake: FakeStripe) -> list[tuple[str, bytes, str]]:
    """Three of each event; besides, a tenth of false ones; some true ones speak an old version."""
    chance = random.Random(11)
    made = []
    for event in fake.events() * 3:
        version = "2019-02-19" if chance.random() < FALSE_SHARE / 4 else event["api_version"]
        made.append(("true", *signed({**event, "api_version": version}, SECRET)))
    now = int(time.time())
    for number in range(int(len(made) * FALSE_SHARE)):
        event = {**chance.choice(fake.events()), "id": f"evt_false_{number}"}
        made.append(
            ("false", *signed(event, "whsec_forged"))
            if number % 3 == 0
            else ("false", *signed(event, SECRET, now - 86_400 if number % 3 == 1 else now + 86_400))
        )
    chance.shuffle(made)
    return made


def deliver(port: int, given: list[tuple[str, bytes, str]]) -> list[tuple[str, int, float]]:
    """In a process of its own, with several hands: what was answered to each, and after how many seconds."""

    def carry(part: list[tuple[str, bytes, str]]) -> list[tuple[str, int, float]]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        answers = []
        for kind, body, header in part:
            begun = time.perf_counter()
            line.request("POST", "/stripe/events/", body, {"Stripe-Signature": header, **BEHIND_TLS})
            response = line.getresponse()
            response.read()
            answers.append((kind, response.status, time.perf_counter() - begun))
        return answers

    with ThreadPoolExecutor(HANDS) as hands:
        return [answer for part in hands.map(carry, [given[hand::HANDS] for hand in range(HANDS)]) for answer in part]


def test_any_post_ends_in_the_books_of_stripe(fake, processes, record_property):
    orders = prepare_companies()
    live(fake, orders)
    given = deliveries(fake)
    starts = list(range(0, len(given), BATCH))
    killing = set(starts[1 :: max(len(starts) // KILLS, 1)][:KILLS])

    answers = []
    with ProcessPoolExecutor(1) as post:
        for start in starts:
            # A signature is fresh for five minutes only: each part is signed again right before it leaves.
            part = [fresh(each) for each in given[start : start + BATCH]]
            on_the_way = post.submit(deliver, processes.port, part)
            if start in killing:
                time.sleep(3)
                processes.kill_worker()
                processes.start_worker()
            answers += on_the_way.result()
    begun = time.monotonic()
    while (differing := differences(fake, orders)) and time.monotonic() - begun < 120:
        time.sleep(1)
    seconds = time.monotonic() - begun
    while StripeEvent.objects.to_do().exists() and time.monotonic() - begun < 300:
        time.sleep(1)

    waits = sorted(wait for kind, _status, wait in answers if kind == "true")
    p95 = waits[int(len(waits) * 0.95)] * 1000
    record_property("events", len(fake.events()))
    record_property("deliveries", len(answers))
    record_property("false_deliveries", sum(kind == "false" for kind, _status, _wait in answers))
    record_property("kills", len(killing))
    record_property("ack_p50_ms", round(waits[len(waits) // 2] * 1000, 1))
    record_property("ack_p95_ms", round(p95, 1))
    record_property("seconds_until_equal", round(seconds, 1))
    record_property("seconds_until_all_read", round(time.monotonic() - begun, 1))
    assert {status for kind, status, _wait in answers if kind == "true"} == {200}
    assert {status for kind, status, _wait in answers if kind == "false"} == {400}
    assert not StripeEvent.objects.filter(stripe_id__startswith="evt_false").exists()
    assert StripeEvent.objects.count() == len(fake.events())
    differing = differences(fake, orders)
    record_property("differences", len(differing))
    assert differing == []
    assert list(StripeEvent.objects.to_do().values_list("kind", "customer", "payment", "attempts", "error")) == []
    assert seconds <= 60
    assert p95 < 50


def fresh(delivery: tuple[str, bytes, str]) -> tuple[str, bytes, str]:
    kind, body, header = delivery
    return (kind, *signed(json.loads(body), SECRET)) if kind == "true" else (kind, body, header)


def differences(fake: FakeStripe, orders: list[Order]) -> list[str]:
    """Everything in which our books do not say what the fake says, or say it twice."""
    found = []
    known = {contract.stripe_id: contract for contract in StripeSubscription.objects.all()}
    told = dict(
        Notification.objects.filter(kind__in=["premium.pack_paid", "premium.payment_recovered"])
        .values_list("company_id")
        .annotate(Count("pk"))
    )
    for order in orders:
        subscription = next(
            each for each in fake.store.all("subscription") if each["metadata"]["order"] == order.number
        )
        found += compare(fake, order, subscription, known.get(subscription["id"]), told.get(order.company_id, 0))
    if LedgerEntry.objects.values("currency").annotate(sum=Sum("cents")).exclude(sum=0).exists():
        found.append("the ledger does not sum to zero")
    paid = sum(invoice["amount_paid"] for invoice in fake.store.all("invoice"))
    gone = sum(charge["amount_refunded"] for charge in fake.store.all("charge"))
    disputed = sum(dispute["amount"] for dispute in fake.store.all("dispute"))
    at_stripe = LedgerEntry.objects.filter(account__code=Account.STRIPE, currency="EUR")
    booked = at_stripe.aggregate(sum=Sum("cents"))["sum"]
    if booked != paid - gone - disputed:
        found.append(f"{booked} cents booked, {paid - gone - disputed} at Stripe")
    if LedgerTransaction.objects.count() != LedgerTransaction.objects.values("key").distinct().count():
        found.append("a transaction was posted twice")
    return found


def compare(fake, order, subscription, contract, told) -> list[str]:
    item = subscription["items"]["data"][0]
    wanted = (
        subscription["status"],
        subscription["cancel_at_period_end"],
        item["price"]["unit_amount"],
        item["current_period_end"],
    )
    ours = contract and (
        contract.status,
        contract.cancels_at_term,
        contract.unit_cents,
        int(contract.period_ends_at.timestamp()),
    )
    invoices = [
        each for each in fake.store.all("invoice", customer=subscription["customer"]) if each["status"] == "paid"
    ]
    booked = Order.objects.filter(company=order.company_id, state=OrderState.PAID)
    years = Subscription.objects.filter(company=order.company_id, state=SubscriptionState.ACTIVE)
    grants = {
        (grant.feature, grant.limit)
        for grant in Grant.objects.filter(company=order.company_id, subscription__order=order)
    }
    sold = {(row.feature, row.limit) for row in order.pack.features.all()}
    facts = {
        "subscription": (ours, wanted),
        "paid": (sorted(booked.values_list("stripe_invoice", flat=True)), sorted(each["id"] for each in invoices)),
        "years": (years.count(), len(invoices)),
        "renews": (
            set(years.values_list("renews", flat=True)),
            {not subscription["cancel_at_period_end"] and subscription["status"] != "canceled"},
        ),
        "grants": (grants <= sold and len(grants) > 0, True),
        "news": (told, len(invoices)),
    }
    return [f"{order.number} {name}: {ours}, not {theirs}" for name, (ours, theirs) in facts.items() if ours != theirs]
