"""Reserve, commit, release: units of a right, taken once and given back once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from premium.actions import quota
from premium.exceptions import NeedsPack, NotForThisCategory, QuotaKeyError, UnitsUsedUp
from premium.models import Grant, QuotaEntry
from premium.rights import use_of
from tests.factories.premium import SubscriptionFactory


def use_of_introductions(company):
    (use,) = use_of(company, "introductions")
    return use


def test_a_reserved_unit_is_counted_once_however_often_its_key_comes(borg):
    SubscriptionFactory(company=borg)

    first = quota.reserve(borg, "introductions", "introduction:1")
    again = quota.reserve(borg, "introductions", "introduction:1")

    assert first == again
    assert use_of_introductions(borg).used == 1
    assert use_of_introductions(borg).left == 11


def test_a_committed_unit_stays_used_and_cannot_come_back(borg):
    SubscriptionFactory(company=borg)
    quota.reserve(borg, "introductions", "introduction:1")

    quota.commit("introduction:1")
    quota.commit("introduction:1")
    entry = quota.release("introduction:1", "too late")

    assert entry.state == "committed"
    assert use_of_introductions(borg).used == 1


def test_a_released_unit_comes_back_once(borg):
    SubscriptionFactory(company=borg)
    quota.reserve(borg, "introductions", "introduction:1")
    quota.reserve(borg, "introductions", "introduction:2")

    quota.release("introduction:1", "withdrawn")
    entry = quota.release("introduction:1", "withdrawn again")

    assert (entry.state, entry.reason) == ("released", "withdrawn")
    assert use_of_introductions(borg).used == 1


def test_a_provider_without_a_pack_is_told_the_smallest_that_would_do(borg):
    with pytest.raises(NeedsPack) as caught:
        quota.reserve(borg, "introductions", "introduction:1", why="Acme reads your request today.")

    refusal = caught.value
    assert refusal.sentence == "Asking for an introduction needs the Essential pack."
    assert [pack.slug for pack in refusal.packs] == ["essential", "business", "premium"]
    assert (refusal.price.net_cents, refusal.price.vat_cents, refusal.price.total_cents) == (49_000, 9_800, 58_800)
    assert (refusal.status, refusal.held, refusal.why) == (402, None, "Acme reads your request today.")
    assert not Grant.objects.exists()


def test_a_company_to_which_nothing_is_sold_is_told_to_settle_its_category(borg):
    borg.category = "undetermined"
    borg.save()

    with pytest.raises(NotForThisCategory) as caught:
        quota.reserve(borg, "introductions", "introduction:1")

    assert "Undetermined" in caught.value.sentence
    assert caught.value.status == 403
    assert not QuotaEntry.objects.exists()


def test_the_unit_after_the_last_is_refused_with_the_packs_that_give_more(borg):
    SubscriptionFactory(company=borg)
    for number in range(12):
        quota.reserve(borg, "introductions", f"introduction:{number}")

    with pytest.raises(UnitsUsedUp) as caught:
        quota.reserve(borg, "introductions", "introduction:12")

    assert caught.value.status == 402
    assert [pack.slug for pack in caught.value.packs] == ["business", "premium"]
    assert caught.value.held.slug == "essential"
    assert use_of_introductions(borg).used == 12
    assert use_of_introductions(borg).is_low
    assert not QuotaEntry.objects.filter(key="introduction:12").exists()


def test_the_free_side_holds_twenty_a_calendar_month_and_new_ones_the_month_after(acme):
    with time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False):
        for number in range(20):
            quota.reserve(acme, "introductions", f"november:{number}")
        with pytest.raises(UnitsUsedUp) as caught:
            quota.reserve(acme, "introductions", "november:20")
        assert caught.value.packs == []
        assert caught.value.sentence == "All your introductions are used (20); new ones come on 1 December 2026."

    with time_machine.travel(datetime(2026, 12, 1, 0, 30, tzinfo=UTC), tick=False):
        quota.reserve(acme, "introductions", "december:0")
        use = use_of_introductions(acme)

    assert (use.used, use.limit) == (1, 20)
    assert Grant.objects.filter(company=acme).count() == 2


def test_units_of_several_rights_at_once_are_all_taken_or_none(borg):
    SubscriptionFactory(company=borg)
    quota.reserve(borg, "introductions", "first", units=10)

    with pytest.raises(UnitsUsedUp):
        quota.reserve(borg, "introductions", "second", units=3)

    assert use_of_introductions(borg).used == 10


def test_a_key_of_another_company_is_a_mistake_of_the_caller(borg, cyan):
    SubscriptionFactory(company=borg)
    SubscriptionFactory(company=cyan)
    quota.reserve(borg, "introductions", "introduction:1")

    with pytest.raises(QuotaKeyError):
        quota.reserve(cyan, "introductions", "introduction:1")

    assert use_of_introductions(cyan).used == 0


def test_an_ended_subscription_gives_nothing_more(borg):
    subscription = SubscriptionFactory(company=borg)
    quota.reserve(borg, "introductions", "introduction:1")
    subscription.ends_at = subscription.starts_at + timedelta(seconds=1)
    subscription.save()

    with pytest.raises(NeedsPack):
        quota.reserve(borg, "introductions", "introduction:2")

    assert use_of(borg) == []
