"""What tests with the fake share: the fake itself, and its events brought to the product."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from premium.models import StripeCall
from premium.tasks import serve_stripe
from tests.stripe_fake.post import signed
from tests.stripe_fake.server import KEY, SECRET, FakeStripe


@pytest.fixture
def fake(settings):
    """A fake of its own for the test, with the card way on; nobody delivers its events but the test."""
    made = FakeStripe().start()
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRET, settings.STRIPE_API_BASE = KEY, SECRET, made.base
    yield made
    made.stop()


@pytest.fixture
def deliver(fake) -> Callable[[], int]:
    """Bring what is new to the webhook and let the worker work; returns how many events were brought."""
    brought: set[str] = set()

    def bring() -> int:
        with translation.override(translation.get_language()):  # a request leaves its own language behind
            return bring_all()

    def bring_all() -> int:
        total = 0
        while (
            fresh := [event for event in fake.events() if event["id"] not in brought]
        ) or StripeCall.objects.due().exists():
            for event in fresh:
                brought.add(event["id"])
                body, header = signed(event, SECRET)
                answer = Client().post(
                    "/stripe/events/", body, content_type="application/json", headers={"Stripe-Signature": header}
                )
                assert answer.status_code == 200
            total += len(fresh)
            serve_stripe()
        return total

    return bring
