"""Units that move on into the next window, and units that come back."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from premium.actions import quota
from premium.exceptions import UnitsUsedUp
from premium.models import QuotaEntry, StandingGrant, SubscribedFeature
from premium.rights import use_of
from premium.windows import months_later
from tests.factories.premium import SubscriptionFactory


def only(company):
    (use,) = use_of(company, "introductions")
    return use


@pytest.fixture
def monthly(borg):
    """Ten introductions a month, of which at most three move on."""
    year = SubscriptionFactory(company=borg)
    SubscribedFeature.objects.filter(subscription=year, feature="introductions").update(
        limit=10, window="month", carried=3
    )
    return year


@pytest.mark.parametrize(("used", "carried"), [(0, 3), (6, 3), (8, 2), (10, 0)])
def test_at_most_so_many_unused_units_move_on_into_the_next_month(borg, monthly, used, carried):
    for number in range(used):
        quota.reserve(borg, "introductions", f"first:{number}")

    with time_machine.travel(months_later(monthly.starts_at, 1) + timedelta(minutes=5)):
        assert (only(borg).limit, only(borg).carried, only(borg).used) == (10 + carried, carried, 0)
        for number in range(10 + carried):
            quota.reserve(borg, "introductions", f"second:{number}")
        with pytest.raises(UnitsUsedUp):
            quota.reserve(borg, "introductions", "one too many")
        assert only(borg).left == 0


def test_what_moved_on_once_does_not_pile_up(borg, monthly):
    for month in (1, 2, 3):
        with time_machine.travel(months_later(monthly.starts_at, month) + timedelta(minutes=5)):
            quota.reserve(borg, "introductions", f"month:{month}")
            assert only(borg).limit == 13


def test_nothing_moves_into_the_first_window_nor_without_a_rule(borg, monthly):
    assert only(borg).limit == 10
    SubscribedFeature.objects.update(carried=0)

    with time_machine.travel(months_later(monthly.starts_at, 1) + timedelta(minutes=5)):
        assert only(borg).limit == 10


def test_the_free_side_may_carry_over_too(acme):
    type(acme).objects.update(created_at=timezone.now() - timedelta(days=80))
    acme.refresh_from_db()
    StandingGrant.objects.filter(category="merchant").update(carried=5)

    assert only(acme).limit == 25


def test_a_unit_that_came_back_is_shown_with_its_reason_in_the_readers_language(borg, monthly, owner_of, client_of):
    quota.reserve(borg, "introductions", "returned")
    quota.release("returned", "never opened")
    browser = client_of(owner_of(borg))

    english = browser.get("/en/packs/ours/units/").content.decode()
    french = browser.get("/fr/packs/ours/units/").content.decode()

    assert "given back" in english
    assert "never opened" in english
    assert "jamais ouverte" in french
    assert QuotaEntry.objects.get().state == "released"
