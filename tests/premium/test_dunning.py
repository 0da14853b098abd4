"""A payment that fails: five letters in 21 days, outbound rights first, data never; and the way back."""

from datetime import timedelta

import pytest
import time_machine

from companies.models import Company, JournalEntry
from network.notifications.models import Mail, Notification
from premium.actions.payment import name_deputy
from premium.actions.settlement import locked_order, settle_order
from premium.choices import FailureReason, OrderState, SubscriptionState
from premium.exceptions import RightWithheld
from premium.failures import ADVICE, SENTENCES
from premium.models import BillingDeputy, Grant, LedgerTransaction, Order, Subscription
from premium.rights import has_right, require_right
from premium.tasks import advance_subscriptions
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory
from tests.stripe_fake.server import FakeStripe

LETTERS = [
    "premium.payment_failed",
    "premium.payment_reminder",
    "premium.outbound_closed",
    "premium.payment_last_warning",
    "premium.pack_lapsed",
]


def letters(user):
    kinds = Notification.objects.filter(user=user, kind__in=LETTERS).order_by("pk").values_list("kind", flat=True)
    return [LETTERS.index(kind) for kind in kinds]


def work(fake: FakeStripe, deliver, *, until) -> None:
    """Days pass: the calendar's job runs, Stripe turns its years, its events arrive."""
    with time_machine.travel(until):
        fake.advance(0)
        deliver()
        advance_subscriptions()
        deliver()


@pytest.fixture
def failing(borg, owner_of, buy, deliver, fake):
    """Borg's card had no funds at the renewal."""
    first = Subscription.objects.get(order=buy(owner_of(borg), "essential", renewals="no_funds"))
    work(fake, deliver, until=first.ends_at + timedelta(hours=1))
    return Subscription.objects.get(order__continues=first)


def test_the_ladder_takes_what_reaches_out_first_and_ends_after_21_days(failing, borg, owner_of, deliver, fake):
    bob, begun = owner_of(borg).user, failing.dunning_since
    seen = []

    for day in (0, 2, 3, 6, 7, 13, 14, 20, 21):
        with time_machine.travel(begun + timedelta(days=day, minutes=10)):
            advance_subscriptions()
            deliver()
            seen.append((day, letters(bob)[-1], has_right(borg, "introductions"), has_right(borg, "search_listing")))

    assert seen == [
        (0, 0, True, True),
        (2, 0, True, True),
        (3, 1, True, True),
        (6, 1, True, True),
        (7, 2, False, True),
        (13, 2, False, True),
        (14, 3, False, True),
        (20, 3, False, True),
        (21, 4, False, False),
    ]
    failing.refresh_from_db()
    assert (failing.state, failing.order.state) == (SubscriptionState.ENDED, OrderState.CANCELLED)
    assert fake.newest("invoice")["status"] == "void"
    assert fake.newest("subscription")["status"] == "canceled"
    assert Company.objects.filter(pk=borg.pk).exists()
    assert LedgerTransaction.objects.count() == 1
    assert JournalEntry.objects.filter(company=borg, act="premium.pack_lapsed").count() == 1


def test_a_right_withheld_says_that_the_payment_has_failed(failing, borg):
    with time_machine.travel(failing.dunning_since + timedelta(days=8)), pytest.raises(RightWithheld) as caught:
        require_right(borg, "introductions")

    assert "until your pack Essential is paid" in caught.value.sentence


def test_a_later_attempt_that_works_opens_everything_again(failing, borg, owner_of, deliver, fake):
    with time_machine.travel(failing.dunning_since + timedelta(days=8)):
        fake.store.methods[fake.newest("customer")["id"]]["later"] = "ok"
        advance_subscriptions()
        advance_subscriptions()
        deliver()

        failing.refresh_from_db()
        assert (failing.state, failing.failure, failing.dunning_since) == (SubscriptionState.ACTIVE, "", None)
        assert has_right(borg, "introductions")
        assert Notification.objects.filter(user=owner_of(borg).user, kind="premium.payment_recovered").count() == 1
        advance_subscriptions()
    assert LedgerTransaction.objects.count() == 2
    assert failing.order.state == OrderState.PAID


def test_the_billing_role_and_the_deputy_are_written_to_in_their_own_language(borg, owner_of, buy, deliver, fake):
    billing = MemberFactory(company=borg, role="billing", user__language="fr")
    deputy = MemberFactory(company=borg, role="editor", user__language="en")
    name_deputy(acting=owner_of(borg), deputy=deputy)
    first = Subscription.objects.get(order=buy(owner_of(borg), "essential", renewals="expired"))

    work(fake, deliver, until=first.ends_at + timedelta(hours=1))

    assert letters(billing.user) == letters(deputy.user) == [0]
    assert letters(owner_of(borg).user) == []
    french = Mail.objects.get(user=billing.user, template="premium.payment_failed")
    english = Mail.objects.get(user=deputy.user, template="premium.payment_failed")
    assert french.arguments["why"] == "Votre carte a expiré."
    assert english.arguments["why"] == "Your card has expired."
    assert english.arguments["advice"] == "Give us your new card; it takes a minute."
    name_deputy(acting=owner_of(borg), deputy=None)
    assert not BillingDeputy.objects.exists()


def test_every_reason_has_its_sentence_and_its_advice():
    assert set(SENTENCES) == set(ADVICE) == set(FailureReason.values)
    assert len({str(text) for text in SENTENCES.values()}) == len(FailureReason.values)


def test_a_transfer_that_does_not_arrive_climbs_the_same_ladder_and_arriving_ends_it(borg, owner_of):
    first = SubscriptionFactory(company=borg)
    with time_machine.travel(first.ends_at - timedelta(days=10)):
        advance_subscriptions()
        renewal = Order.objects.get(continues=first)
        assert letters(owner_of(borg).user) == []
    with time_machine.travel(first.ends_at + timedelta(hours=1)):
        advance_subscriptions()
    with time_machine.travel(first.ends_at + timedelta(days=8)):
        advance_subscriptions()
        advance_subscriptions()
        assert letters(owner_of(borg).user) == [0, 1, 2]
        assert not has_right(borg, "introductions")
        assert has_right(borg, "search_listing")

        year = settle_order(order=locked_order(renewal), received_on=first.ends_at.date())

        assert has_right(borg, "introductions")
        assert (year.state, year.starts_at) == (SubscriptionState.ACTIVE, first.ends_at)
    assert Grant.objects.filter(company=borg).count() == 0
