"""Buying by bank transfer, from the order to the rights."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db.models import Sum
from django.utils import timezone

from companies.exceptions import NotAnOperator, RoleTooSmall
from companies.models import JournalEntry
from network.common.models import OutboxEvent
from network.notifications.models import Notification
from premium.actions.orders import cancel_order, confirm_payment, place_order
from premium.billing import BillingDetails, known_details
from premium.choices import Account
from premium.exceptions import (
    BuysForNothing,
    CategoryNotSettled,
    NextPackIsBought,
    OrderIsWaiting,
    OrderNotWaiting,
    ReceivedInTheFuture,
    TooEarlyToRenew,
    WrongAmount,
)
from premium.models import Grant, LedgerEntry, LedgerTransaction, Order, Pack, Subscription
from premium.rights import companies_with_right, current_pack, has_right, use_of
from premium.signals import rights_changed
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.factories.premium import SubscriptionFactory

PARIS = BillingDetails("Borg SAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example", purchase_order="PO-7")


@pytest.fixture
def operator(db):
    user = UserFactory(name="Olga")
    user.user_permissions.add(Permission.objects.get(codename="change_order", content_type__app_label="premium"))
    return user


def pack(slug):
    return Pack.objects.get(slug=slug)


def balance(account):
    return LedgerEntry.objects.filter(account__code=account).aggregate(sum=Sum("cents"))["sum"] or 0


def confirm(order, operator, cents=None):
    return confirm_payment(
        order=order, operator=operator, received_cents=cents or order.total_cents, received_on=timezone.localdate()
    )


def test_an_order_quotes_price_and_vat_and_waits_thirty_days(borg, owner_of):
    bob = owner_of(borg)

    order = place_order(acting=bob, pack=pack("essential"), billing=PARIS)

    assert (order.net_cents, order.vat_cents, order.total_cents) == (49_000, 9_800, 58_800)
    assert (order.state, order.purchase_order, order.vat_reason) == ("waiting", "PO-7", "france")
    assert order.due_on == timezone.localdate() + timedelta(days=30)
    assert JournalEntry.objects.get(company=borg).subject == order.number
    assert Notification.objects.get(user=bob.user).kind == "premium.order_placed"
    assert not has_right(borg, "search_listing")
    assert not LedgerTransaction.objects.exists()


def test_a_confirmed_payment_gives_the_rights_at_once_and_posts_the_money(borg, owner_of, operator):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    subscription = confirm(order, operator)

    assert has_right(borg, "search_listing")
    assert list(companies_with_right("search_listing")) == [borg]
    assert current_pack(borg).slug == "essential"
    assert subscription.ends_at.year == subscription.starts_at.year + 1
    assert (balance(Account.BANK), balance(Account.REVENUE), balance(Account.VAT)) == (58_800, -49_000, -9_800)
    assert {use.feature.key: (use.limit, use.used) for use in use_of(borg)} == {
        "public_page": (None, 0),
        "search_listing": (None, 0),
        "introductions": (12, 0),
    }
    assert Grant.objects.filter(subscription=subscription).count() == 3
    assert JournalEntry.objects.filter(company=borg, act="premium.pack_paid", author_name="Comptoir").count() == 1
    assert Notification.objects.filter(kind="premium.pack_paid", user=owner_of(borg).user).count() == 1


def test_the_apps_above_hear_of_new_rights_and_of_their_end(borg, owner_of, operator, relay_outbox):
    heard = []

    def listen(sender, company_ids, **_):
        heard.append(company_ids)

    rights_changed.connect(listen)
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    subscription = confirm(order, operator)
    relay_outbox()

    assert heard == [[borg.pk]]
    assert OutboxEvent.objects.get(topic="premium.rights_changed", done_at=None).run_at == subscription.ends_at
    rights_changed.disconnect(listen)


def test_a_payment_confirmed_twice_is_refused_and_changes_nothing(borg, owner_of, operator):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)
    confirm(order, operator)

    with pytest.raises(OrderNotWaiting):
        confirm(order, operator)

    assert Subscription.objects.count() == 1
    assert balance(Account.BANK) == 58_800
    assert JournalEntry.objects.filter(act="premium.pack_paid").count() == 1


@pytest.mark.parametrize(
    ("cents", "words"), [(10_000, "€488 are missing"), (58_801, "€0.01 more"), (0, "€588 are missing")]
)
def test_a_wrong_amount_is_refused_and_the_order_stays_waiting(borg, owner_of, operator, cents, words):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    with pytest.raises(WrongAmount) as caught:
        confirm_payment(order=order, operator=operator, received_cents=cents, received_on=timezone.localdate())

    assert words in caught.value.sentence
    order.refresh_from_db()
    assert order.state == "waiting"
    assert not LedgerTransaction.objects.exists()
    assert not has_right(borg, "search_listing")


def test_money_cannot_have_arrived_tomorrow(borg, owner_of, operator):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    with pytest.raises(ReceivedInTheFuture):
        confirm_payment(
            order=order,
            operator=operator,
            received_cents=order.total_cents,
            received_on=timezone.localdate() + timedelta(days=1),
        )

    assert Order.objects.get().state == "waiting"


def test_only_an_operator_confirms(borg, owner_of):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    with pytest.raises(NotAnOperator):
        confirm(order, owner_of(borg).user)

    assert Order.objects.get().state == "waiting"


def test_billing_may_buy_and_an_editor_may_not(borg):
    billing, editor = MemberFactory(company=borg, role="billing"), MemberFactory(company=borg, role="editor")

    with pytest.raises(RoleTooSmall):
        place_order(acting=editor, pack=pack("essential"), billing=PARIS)
    assert not Order.objects.exists()

    assert place_order(acting=billing, pack=pack("essential"), billing=PARIS).placed_by == billing.user


def test_nothing_is_sold_to_the_free_side_nor_before_the_category_is_settled(acme, borg, owner_of):
    borg.category = "undetermined"
    borg.save()

    with pytest.raises(BuysForNothing):
        place_order(acting=owner_of(acme), pack=pack("essential"), billing=PARIS)
    with pytest.raises(CategoryNotSettled):
        place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    assert not Order.objects.exists()


def test_a_second_order_waits_until_the_first_is_settled(borg, owner_of):
    bob = owner_of(borg)
    first = place_order(acting=bob, pack=pack("essential"), billing=PARIS)

    with pytest.raises(OrderIsWaiting) as caught:
        place_order(acting=bob, pack=pack("business"), billing=PARIS)
    assert first.number in caught.value.sentence
    assert Order.objects.count() == 1

    cancel_order(acting=bob, order=first)
    assert place_order(acting=bob, pack=pack("business"), billing=PARIS).total_cents == 118_800


def test_a_cancelled_order_cannot_be_paid(borg, owner_of, operator):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)
    cancel_order(acting=owner_of(borg), order=order)

    with pytest.raises(OrderNotWaiting):
        confirm(order, operator)

    assert not Subscription.objects.exists()


def test_an_order_of_another_company_is_not_found(borg, cyan, owner_of):
    order = place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)

    with pytest.raises(Order.DoesNotExist):
        cancel_order(acting=owner_of(cyan), order=order)

    assert Order.objects.get().state == "waiting"


def test_a_larger_pack_begins_at_once_and_deducts_the_unused_days(borg, owner_of, operator):
    running = SubscriptionFactory(company=borg, starts_at=timezone.now() - timedelta(days=165, minutes=1))
    first, end = timezone.localdate(running.starts_at), timezone.localdate(running.ends_at)
    left = (end - timezone.localdate()).days

    order = place_order(acting=owner_of(borg), pack=pack("business"), billing=PARIS)
    confirm(order, operator)

    assert order.credit_cents == round(49_000 * left / (end - first).days)
    assert order.net_cents == 99_000 - order.credit_cents
    assert current_pack(borg).slug == "business"
    assert Subscription.objects.current().count() == 1
    assert [use.limit for use in use_of(borg, "introductions")] == [40]


def test_the_same_pack_is_bought_again_only_near_its_end_and_begins_after_it(borg, owner_of, operator):
    running = SubscriptionFactory(company=borg)

    with pytest.raises(TooEarlyToRenew):
        place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS)
    assert Order.objects.waiting().count() == 0

    running.ends_at = timezone.now() + timedelta(days=50)
    running.save()
    following = confirm(place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS), operator)

    assert following.starts_at == running.ends_at
    assert Subscription.objects.current().get() == running
    with pytest.raises(NextPackIsBought):
        place_order(acting=owner_of(borg), pack=pack("business"), billing=PARIS)


def test_editing_a_pack_changes_nothing_for_who_has_bought_it(borg, owner_of, operator):
    confirm(place_order(acting=owner_of(borg), pack=pack("essential"), billing=PARIS), operator)

    pack("essential").features.filter(feature="introductions").update(limit=1)
    pack("essential").features.filter(feature="search_listing").delete()

    assert [use.limit for use in use_of(borg, "introductions")] == [12]
    assert has_right(borg, "search_listing")


def test_known_details_come_from_the_last_order_or_from_the_page(borg, owner_of):
    bob = owner_of(borg)
    assert known_details(bob) == BillingDetails("Borg", "", "", "", "FR", "bob@borg.example")

    place_order(acting=bob, pack=pack("essential"), billing=PARIS)

    assert known_details(bob).legal_name == "Borg SAS"
    assert known_details(bob).purchase_order == ""


def test_each_reader_is_told_the_pack_in_his_own_language(borg, owner_of, operator):
    buyer = MemberFactory(company=borg, role="billing", user__language="fr")
    french = buyer.user

    confirm(place_order(acting=buyer, pack=pack("essential"), billing=PARIS), operator)

    told = {notification.user: notification for notification in Notification.objects.filter(kind="premium.pack_paid")}
    assert told[owner_of(borg).user].arguments["pack"] == "Essential"
    assert told[french].arguments["pack"] == "Essentiel"
    assert told[french].url == "/fr/packs/ours/"
