"""A change of category: what was held stays for thirty days, counted on, and not to sell with."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from companies.actions.categories import confirm_category
from companies.models import Company, JournalEntry
from companies.signals import category_changed
from network.notifications.models import Mail, Notification
from premium.actions import quota
from premium.actions.graces import close_grace, follow_category
from premium.actions.orders import place_order
from premium.choices import GraceState, OrderState
from premium.exceptions import NeedsPack, UnitsUsedUp
from premium.models import CategoryGrace, Grant, Order, Pack, StandingGrant, Subscription
from premium.rights import companies_with_right, has_right, require_right, use_of
from premium.tasks import advance_subscriptions
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory
from tests.premium.conftest import PARIS

MOMENT = "2026-11-23 10:00:00+01:00"


@pytest.fixture
def change(db):
    """An operator confirms a category: `change(acme, "provider")`."""
    olga = UserFactory(name="Olga")
    olga.user_permissions.add(Permission.objects.get(codename="change_company"))

    def confirm(company: Company, category: str) -> Company:
        confirm_category(operator=olga, company=company, category=category)
        company.refresh_from_db()
        return company

    return confirm


def later(days, **more):
    """So many days from now, and time stands still."""
    return time_machine.travel(timezone.now() + timedelta(days=days, **more), tick=False)


def introductions_of(company):
    return [(use.limit, use.used) for use in use_of(company, "introductions")]


def kinds_told():
    return sorted(Notification.objects.filter(kind__startswith="premium.grace").values_list("kind", flat=True))


@time_machine.travel(MOMENT, tick=False)
def test_who_becomes_a_provider_keeps_what_was_free_for_thirty_days(acme, change):
    change(acme, "provider")

    assert has_right(acme, "introductions")
    assert acme in companies_with_right("public_page")
    with later(30, seconds=-1):
        assert has_right(acme, "introductions")
    with later(30):  # whether or not the job has run
        assert not has_right(acme, "introductions")
        with pytest.raises(NeedsPack):
            require_right(acme, "introductions")
    grace = CategoryGrace.objects.get()
    assert (grace.former_category, grace.category, grace.unlisted_at) == ("merchant", "provider", None)
    assert grace.ends_at - grace.begins_at == timedelta(days=30)
    assert not has_right(acme, "search_listing")


@time_machine.travel(MOMENT, tick=False)
def test_units_used_before_the_change_stay_used_and_are_not_counted_twice(acme, change):
    for number in range(18):
        quota.reserve(acme, "introductions", f"before:{number}")
    StandingGrant.objects.create(category="provider", feature="introductions", limit=5, window="month")

    change(acme, "provider")

    assert introductions_of(acme) == [(20, 18)]
    quota.reserve(acme, "introductions", "after:1")
    quota.reserve(acme, "introductions", "after:2")
    with pytest.raises(UnitsUsedUp):
        quota.reserve(acme, "introductions", "after:3")
    assert Grant.objects.get(company=acme, feature="introductions").used == 20
    with time_machine.travel("2026-12-02 10:00:00+01:00"):  # a new month within the thirty days
        assert introductions_of(acme) == [(20, 0)]


@time_machine.travel("2026-12-01 10:00:00+01:00", tick=False)
def test_after_the_grace_the_window_that_was_open_counts_no_more(acme, change, owner_of):
    quota.reserve(acme, "introductions", "before")
    change(acme, "provider")
    SubscriptionFactory(company=acme)
    assert introductions_of(acme) == [(12, 0), (20, 1)]

    with time_machine.travel("2026-12-31 11:00:00+01:00"):
        assert introductions_of(acme) == [(12, 0)]
        entry = quota.reserve(acme, "introductions", "after")

    assert entry.grant.subscription is not None


@time_machine.travel(MOMENT, tick=False)
def test_what_is_kept_is_not_for_selling(acme, change):
    change(acme, "provider")

    with pytest.raises(NeedsPack):
        require_right(acme, "introductions", is_selling=True)
    with pytest.raises(NeedsPack):
        quota.reserve(acme, "introductions", "sale", is_selling=True)

    assert not Grant.objects.exists()


@time_machine.travel(MOMENT, tick=False)
def test_rights_cost_as_many_queries_as_without_a_grace(acme, change, django_assert_num_queries):
    change(acme, "provider")

    with django_assert_num_queries(1):
        assert has_right(acme, "introductions")
    with django_assert_num_queries(1):
        assert list(Company.objects.filter(pk__in=companies_with_right("introductions"))) == [acme]
    with django_assert_num_queries(3):
        assert len(use_of(acme)) == 2


@time_machine.travel(MOMENT, tick=False)
def test_the_company_is_told_once_at_each_step(acme, change, owner_of):
    MemberFactory(company=acme, role="editor")
    change(acme, "provider")

    for days in (22, 24, 24, 30, 31):
        with later(days):
            advance_subscriptions()

    assert kinds_told() == ["premium.grace_began", "premium.grace_ended", "premium.grace_reminder"]
    told = Notification.objects.get(kind="premium.grace_reminder")
    assert told.user == owner_of(acme).user
    assert told.arguments["day"] == "23 December 2026"
    assert "Introductions (20 / month)" in told.arguments["kept"]
    assert "needs a pack" in told.arguments["then"]
    assert Mail.objects.filter(template__startswith="premium.grace").count() == 3
    acts = JournalEntry.objects.filter(act__startswith="premium.grace").order_by("pk")
    assert list(acts.values_list("act", "subject")) == [
        ("premium.grace_began", "merchant"),
        ("premium.grace_ended", "merchant"),
    ]


@time_machine.travel(MOMENT, tick=False)
def test_back_to_the_former_category_nothing_has_happened(acme, change):
    change(acme, "provider")
    change(acme, "merchant")

    grace = CategoryGrace.objects.get()
    assert grace.state == GraceState.CANCELLED
    assert introductions_of(acme) == [(20, 0)]
    assert kinds_told() == ["premium.grace_began", "premium.grace_cancelled"]
    with later(31):
        advance_subscriptions()
        assert has_right(acme, "introductions")


@time_machine.travel(MOMENT, tick=False)
def test_a_third_category_leaves_the_days_of_the_first_change(acme, change):
    change(acme, "provider")
    with later(10):
        change(acme, "fund")
        assert has_right(acme, "introductions")
    with later(30):
        advance_subscriptions()
        assert not has_right(acme, "introductions")

    grace = CategoryGrace.objects.get()
    assert (grace.former_category, grace.category, grace.state) == ("merchant", "fund", GraceState.ENDED)


@time_machine.travel(MOMENT, tick=False)
def test_a_third_category_in_which_nothing_is_lost_ends_the_matter(acme, change):
    change(acme, "provider")
    change(acme, "brand")

    assert CategoryGrace.objects.get().state == GraceState.CANCELLED
    assert kinds_told() == ["premium.grace_began", "premium.grace_cancelled"]
    assert introductions_of(acme) == [(20, 0)]


@pytest.mark.parametrize(
    ("former", "category", "is_claimed"),
    [("undetermined", "provider", True), ("merchant", "provider", False), ("merchant", "brand", True)],
    ids=["nothing was settled", "nobody has claimed it", "nothing is lost"],
)
def test_where_nothing_was_held_or_is_lost_there_is_no_grace(acme, change, former, category, is_claimed):
    acme.category, acme.claimed_at = former, timezone.now() if is_claimed else None
    acme.save()

    change(acme, category)

    assert not CategoryGrace.objects.exists()
    assert kinds_told() == []


def test_the_change_and_what_follows_from_it_are_written_together(acme, change):
    def fail(company, former, **_more):
        raise RuntimeError("the disk is full")

    category_changed.connect(fail, dispatch_uid="failing")
    try:
        with pytest.raises(RuntimeError):
            change(acme, "provider")
    finally:
        category_changed.disconnect(dispatch_uid="failing")

    acme.refresh_from_db()
    assert acme.category == "merchant"
    assert not CategoryGrace.objects.exists()


@time_machine.travel(MOMENT, tick=False)
def test_a_company_has_one_open_grace(acme, change):
    change(acme, "provider")
    known = CategoryGrace.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        CategoryGrace.objects.create(
            company=acme,
            former_category="brand",
            category="provider",
            begins_at=known.begins_at,
            ends_at=known.ends_at,
        )
    assert not close_grace(grace=known)


@time_machine.travel(MOMENT, tick=False)
def test_a_change_after_the_last_day_closes_the_grace_first(borg, change):
    SubscriptionFactory(company=borg)
    change(borg, "merchant")

    with later(30, hours=1):  # the job has not come by
        change(borg, "provider")
        assert not has_right(borg, "search_listing")

    ended, begun = CategoryGrace.objects.order_by("begins_at")
    assert (ended.state, ended.credits.count()) == (GraceState.ENDED, 1)
    assert (begun.former_category, begun.state) == ("merchant", GraceState.OPEN)


@time_machine.travel(MOMENT, tick=False)
def test_a_pack_bought_in_the_days_ends_with_a_grace_of_its_own_when_the_category_comes_back(acme, change):
    change(acme, "provider")
    with later(5):
        SubscriptionFactory(company=acme)
    with later(10):
        change(acme, "merchant")
        assert has_right(acme, "search_listing")
        second = CategoryGrace.objects.open().get()
        assert (second.former_category, second.unlisted_at) == ("provider", timezone.now())

    assert CategoryGrace.objects.exclude(pk=second.pk).get().state == GraceState.CANCELLED
    with later(40):
        advance_subscriptions()
        assert not has_right(acme, "search_listing")
    # 360 of 365 days of 490.00 were left: 483.29 before VAT.
    assert second.credits.get().cents == 57_995


@time_machine.travel(MOMENT, tick=False)
def test_a_pack_bought_in_the_days_ends_with_them_when_a_third_category_comes(acme, change):
    change(acme, "provider")
    with later(5):
        year = SubscriptionFactory(company=acme)
    with later(10):
        change(acme, "fund")
        grace = CategoryGrace.objects.get()
        assert grace.unlisted_at == timezone.now()
        change(acme, "provider")
        grace.refresh_from_db()
        assert grace.unlisted_at is None
        year.refresh_from_db()
        assert year.renews

    with later(30):
        advance_subscriptions()
        assert has_right(acme, "search_listing")
    assert not grace.credits.exists()


def test_nothing_follows_from_the_same_category_confirmed(borg, change):
    SubscriptionFactory(company=borg)

    change(borg, "provider")

    assert not CategoryGrace.objects.exists()


@time_machine.travel(MOMENT, tick=False)
def test_an_order_that_waits_is_cancelled_when_the_company_buys_nothing_any_more(borg, change, owner_of):
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS)

    change(borg, "merchant")

    order.refresh_from_db()
    assert (order.state, order.cancelled_at) == (OrderState.CANCELLED, timezone.now())
    assert not CategoryGrace.objects.exists()  # nothing was held: the company is simply free
    assert not Subscription.objects.exists()
    assert not Order.objects.waiting().exists()


def test_following_the_same_change_twice_moves_nothing(acme, change):
    change(acme, "provider")
    first = CategoryGrace.objects.get()

    again = follow_category(company=acme, former="merchant")

    assert again == first
    assert CategoryGrace.objects.count() == 1
