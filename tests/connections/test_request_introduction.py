"""Asking for an introduction: who may, for what, and what it costs."""

import pytest

from companies.exceptions import RoleTooSmall
from companies.models import Company
from connections import actions
from connections.exceptions import (
    AlreadyAsked,
    NobodyThere,
    NothingToSellTo,
    SellingFromFreeCategory,
    TooLong,
    WithItself,
)
from connections.models import Introduction
from network.common.models import OutboxEvent
from network.notifications.models import Notification
from premium.exceptions import NeedsPack, UnitsUsedUp
from premium.models import QuotaEntry, StandingGrant
from tests.factories.companies import MemberFactory


def test_a_merchant_asks_a_provider_and_one_unit_is_reserved(ask, acme, bob, units_used):
    introduction = ask()

    assert introduction.state == "pending"
    assert units_used(acme) == 1
    assert QuotaEntry.objects.get(key=introduction.quota_key).state == "reserved"
    assert Notification.objects.get(user=bob.user).kind == "introduction_received"


def test_only_members_who_may_answer_are_told(ask, borg, bob):
    editor = MemberFactory(company=borg, role="editor")

    ask()

    assert Notification.objects.filter(user=bob.user).exists()
    assert not Notification.objects.filter(user=editor.user).exists()


def test_the_request_expires_after_14_days(ask):
    introduction = ask()

    event = OutboxEvent.objects.get(topic="introduction.expire")
    assert event.key == str(introduction.pk)
    assert event.run_at == introduction.expires_at
    assert (introduction.expires_at - introduction.created_at).days == 14


def test_a_second_request_while_one_waits_is_refused_before_reserving(ask, acme, units_used):
    first = ask()

    with pytest.raises(AlreadyAsked) as refused:
        ask(purpose="Again")

    assert refused.value.introduction == first
    assert Introduction.objects.count() == 1
    assert units_used(acme) == 1


def test_a_provider_without_a_pack_is_told_which_pack_and_its_price(bob, acme, borg, units_used):
    with pytest.raises(NeedsPack) as refused:
        actions.request_introduction(acting=bob, company=acme, purpose_kind="sell", purpose="Storage", benefit="Price")

    assert refused.value.packs[0].slug == "essential"
    assert refused.value.price is not None
    assert not Introduction.objects.exists()
    assert units_used(borg) == 0


def test_the_twenty_first_request_of_the_month_is_refused(ask, acme, units_used):
    StandingGrant.objects.filter(category="merchant", feature="introductions").update(limit=1)
    ask()
    other = Company.objects.create(
        name="Dune", slug="dune", category="provider", country="FR", claimed_at="2026-01-01T00:00Z"
    )

    with pytest.raises(UnitsUsedUp):
        ask(company=other)

    assert Introduction.objects.count() == 1
    assert units_used(acme) == 1


@pytest.mark.parametrize(
    "category", ["merchant", "brand", "store_chain", "media", "fund", "institution", "undetermined"]
)
def test_selling_from_a_category_that_does_not_sell_is_refused(ask, acme, alice, category, units_used):
    Company.objects.filter(pk=acme.pk).update(category=category)
    alice.company.refresh_from_db()

    with pytest.raises(SellingFromFreeCategory) as refused:
        ask(purpose_kind="sell")

    assert refused.value.next_url.endswith("/page/category/")
    assert not Introduction.objects.exists()
    assert units_used(acme) == 0


def test_nothing_may_be_sold_to_an_undetermined_company(bob, acme):
    Company.objects.filter(pk=acme.pk).update(category="undetermined")
    acme.refresh_from_db()

    with pytest.raises(NothingToSellTo):
        actions.request_introduction(acting=bob, company=acme, purpose_kind="sell", purpose="Storage", benefit="Price")

    assert not Introduction.objects.exists()


def test_nobody_would_answer_for_an_unclaimed_page(ask, borg, acme, units_used):
    Company.objects.filter(pk=borg.pk).update(claimed_at=None)
    borg.refresh_from_db()

    with pytest.raises(NobodyThere):
        ask()

    assert not Introduction.objects.exists()
    assert units_used(acme) == 0


def test_purpose_and_benefit_share_600_characters(ask, acme, units_used):
    with pytest.raises(TooLong):
        ask(purpose="p" * 400, benefit="b" * 201)
    assert not Introduction.objects.exists()
    assert units_used(acme) == 0

    assert ask(purpose="p" * 400, benefit="b" * 200).pk


def test_a_company_does_not_ask_itself(ask, acme):
    with pytest.raises(WithItself):
        ask(company=acme)

    assert not Introduction.objects.exists()


def test_an_analyst_does_not_ask(ask, anton):
    with pytest.raises(RoleTooSmall):
        ask(acting=anton)

    assert not Introduction.objects.exists()


def test_after_an_overdue_request_the_company_may_ask_again(ask, acme, units_used):
    first = ask()
    Introduction.objects.filter(pk=first.pk).update(expires_at=first.created_at)

    second = ask()

    first.refresh_from_db()
    assert (first.state, second.state) == ("expired", "pending")
    assert units_used(acme) == 1
