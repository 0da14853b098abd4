"""The pages of packs, through the browser's eyes, in both languages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from network.notifications.models import Notification
from premium.actions import quota
from premium.models import Order, Pack
from premium.rights import use_of
from tests.factories.companies import MemberFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory

pytestmark = pytest.mark.any_database

DETAILS = {
    "legal_name": "Borg SAS",
    "address": "1 rue du Lac",
    "postal_code": "75002",
    "city": "Paris",
    "country": "FR",
    "vat_number": "",
    "email": "compta@borg.example",
    "purchase_order": "PO-7",
}


@pytest.fixture
def order(borg):
    return OrderFactory(company=borg, number="PF-2026-AAAAAA")


def path(name, *arguments, language="en"):
    with translation.override(language):
        return reverse(f"premium:{name}", args=arguments)


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Packs for companies that sell"), ("fr", "Des packs pour les entreprises qui vendent")],
)
def test_everybody_sees_the_catalogue(db, language, words):
    page = Client().get(path("packs", language=language))

    assert page.status_code == 200
    assert words in text(page)
    assert ("€1,990" if language == "en" else "1 990 €") in text(page).replace("\xa0", " ").replace("\u202f", " ")
    assert path("order", "business", language=language) in text(page)


def test_only_registered_features_are_shown(db):
    page = text(Client().get(path("packs"))).partition("<main")[2].partition("</main>")[0]

    assert "12 / year" in page
    assert "Quote" not in page
    assert "API" not in page


def test_the_smallest_pack_that_answers_the_need_is_tinted_above_the_one_held(borg, owner_of, client_of):
    assert "The smallest pack that answers your need: Introductions." in text(
        Client().get(path("packs") + "?need=introductions")
    )
    SubscriptionFactory(company=borg)

    catalogue = client_of(owner_of(borg)).get(path("packs") + "?need=introductions").context["catalogue"]

    assert [column.is_fit for column in catalogue.columns] == [False, False, True, False]
    assert [column.is_current for column in catalogue.columns] == [False, True, False, False]
    assert [column.label for column in catalogue.columns] == ["", "", "Move up to Business", "Move up to Premium"]


def test_an_unknown_need_is_ignored(db):
    assert Client().get(path("packs") + "?need=yacht").status_code == 200


def test_the_free_side_and_the_undetermined_are_offered_nothing(acme, borg, owner_of, client_of):
    borg.category = "undetermined"
    borg.save()

    for_acme = client_of(owner_of(acme)).get(path("packs"))
    for_borg = client_of(owner_of(borg)).get(path("packs"))

    assert "free for Acme" in text(for_acme)
    assert "not settled yet" in text(for_borg)
    assert path("order", "essential") not in text(for_acme) + text(for_borg)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_provider_orders_in_three_steps(borg, owner_of, client_of, language):
    browser = client_of(owner_of(borg))
    address = path("order", "essential", language=language)

    form = browser.get(address)
    check = browser.post(address, {**DETAILS, "step": "check"})
    assert not Order.objects.exists()
    placed = browser.post(address, {**DETAILS, "step": "place", "total": "58800"}, follow=True)

    assert form.status_code == check.status_code == 200
    order = Order.objects.get()
    assert (order.total_cents, order.purchase_order, order.placed_by.name) == (58_800, "PO-7", "Bob Dupont")
    assert placed.redirect_chain[-1][0] == path("proforma", order.number, language=language)
    assert order.number in text(placed)
    assert "AGRIFRPP" in text(placed)
    assert "PO-7" in text(placed)


def test_a_total_that_changed_meanwhile_is_shown_again_and_nothing_is_ordered(borg, owner_of, client_of):
    page = client_of(owner_of(borg)).post(
        path("order", "essential"),
        {**DETAILS, "country": "ES", "vat_number": "ESB58378431", "step": "place", "total": "58800"},
    )

    assert "Reverse charge" in text(page)
    assert "€490" in text(page)
    assert not Order.objects.exists()


def test_details_can_be_changed_before_ordering(borg, owner_of, client_of):
    page = client_of(owner_of(borg)).post(path("order", "essential"), {**DETAILS, "city": "Lyon", "step": "edit"})

    assert 'value="Lyon"' in text(page)
    assert "See the exact amount" in text(page)
    assert not Order.objects.exists()


def test_a_wrong_vat_number_keeps_what_was_typed_and_says_what_to_do(borg, owner_of, client_of):
    page = client_of(owner_of(borg)).post(
        path("order", "essential"), {**DETAILS, "country": "ES", "vat_number": "ESB58378432", "step": "check"}
    )

    assert "not a valid VAT number of Spain" in text(page)
    assert 'value="ESB58378432"' in text(page)
    assert 'value="Borg SAS"' in text(page)


def test_billing_orders_and_an_editor_gets_the_roles_and_can_ask(borg, client_of):
    billing, editor = MemberFactory(company=borg, role="billing"), MemberFactory(company=borg, role="editor")

    allowed = client_of(billing).get(path("order", "essential"))
    refused = client_of(editor).get(path("order", "essential"))

    assert allowed.status_code == 200
    assert refused.status_code == 403
    assert "Owner, Administrator, Billing" in text(refused)
    assert path("ask", "essential") in text(refused)


def test_a_colleague_asks_once_a_day_and_the_buyers_are_told(borg, owner_of, client_of):
    editor, billing = MemberFactory(company=borg, role="editor"), MemberFactory(company=borg, role="billing")
    browser = client_of(editor)

    page = browser.get(path("ask", "business"))
    asked = browser.post(path("ask", "business"), follow=True)
    again = browser.post(path("ask", "business"))

    assert page.status_code == 200
    assert "2 colleagues were asked." in text(asked)
    assert again.status_code == 409
    told = Notification.objects.filter(kind="premium.pack_asked")
    assert {notification.user for notification in told} == {owner_of(borg).user, billing.user}
    assert told.first().url.endswith("/packs/business/order/")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("state", ["waiting", "paid", "cancelled"])
def test_the_proforma_says_where_the_order_stands(borg, owner_of, client_of, language, state):
    order = OrderFactory(company=borg, paid=True, state=state, cancelled_at=timezone.now())

    page = client_of(owner_of(borg)).get(path("proforma", order.number, language=language))

    assert page.status_code == 200
    assert (path("cancel_order", order.number, language=language) in text(page)) == (state == "waiting")


def test_an_order_is_cancelled_on_a_page_of_its_own(borg, order, owner_of, client_of):
    browser = client_of(owner_of(borg))

    question = browser.get(path("cancel_order", order.number))
    assert Order.objects.get().state == "waiting"
    done = browser.post(path("cancel_order", order.number), follow=True)

    assert "Keep the order" in text(question)
    assert "Nothing is owed." in text(done)
    assert Order.objects.get().state == "cancelled"


def test_the_order_of_another_company_is_not_found(order, cyan, owner_of, client_of):
    browser = client_of(owner_of(cyan))

    assert browser.get(path("proforma", order.number)).status_code == 404
    assert browser.get(path("cancel_order", order.number)).status_code == 404
    assert browser.post(path("cancel_order", order.number)).status_code == 404
    assert Order.objects.get().state == "waiting"


def test_an_unknown_pack_and_one_not_on_sale_are_not_found(borg, owner_of, client_of):
    Pack.objects.filter(slug="premium").update(is_on_sale=False)
    browser = client_of(owner_of(borg))

    assert browser.get(path("order", "yacht")).status_code == 404
    assert browser.get(path("order", "premium")).status_code == 404


@pytest.mark.parametrize("language", ["en", "fr"])
def test_our_pack_shows_use_to_date_and_orders_to_who_may_see_them(borg, order, owner_of, client_of, language):
    SubscriptionFactory(company=borg, slug="business")
    editor = MemberFactory(company=borg, role="editor")

    for_owner = client_of(owner_of(borg)).get(path("subscription", language=language))
    for_editor = client_of(editor).get(path("subscription", language=language))

    assert "0 / 40" in text(for_owner)
    assert "0 / 40" in text(for_editor)
    assert order.number in text(for_owner)
    assert order.number not in text(for_editor)


def test_our_pack_tells_each_side_where_it_stands(acme, borg, owner_of, client_of):
    free = text(client_of(owner_of(acme)).get(path("subscription")))
    provider = text(client_of(owner_of(borg)).get(path("subscription")))

    assert "0 / 20" in free
    assert "costs nothing" in free
    assert "the provider search does not list you" in provider


def queries_of(browser, address):
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    return len(captured)


def test_our_pack_asks_the_same_number_of_questions_however_many_orders(borg, owner_of, client_of):
    SubscriptionFactory(company=borg)
    OrderFactory(company=borg, state="cancelled")
    browser = client_of(owner_of(borg))
    with_one = queries_of(browser, path("subscription"))

    for _ in range(10):
        OrderFactory(company=borg, state="cancelled")

    assert queries_of(browser, path("subscription")) == with_one
    assert with_one <= 13


def test_the_catalogue_asks_the_same_number_of_questions_however_many_packs(borg, owner_of, client_of):
    browser = client_of(owner_of(borg))
    with_three = queries_of(browser, path("packs"))

    for number in range(10):
        made = Pack.objects.create(slug=f"more-{number}", rank=100 + number, price_cents=1)
        made.features.create(feature="introductions", limit=1)

    assert queries_of(browser, path("packs")) == with_three
    assert with_three <= 12


@pytest.mark.parametrize(
    ("language", "sentence", "held"),
    [
        ("en", "Asking for an introduction needs the Essential pack.", "Free"),
        ("fr", "demande le pack Essentiel.", "Gratuit"),
    ],
)
def test_a_refusal_names_the_pack_what_is_held_and_the_price_with_vat(
    acme, borg, owner_of, client_of, language, sentence, held
):
    page = client_of(owner_of(borg)).get(f"/{language}/network/introductions/ask/acme/")

    assert page.status_code == 402
    shown = text(page).replace("\xa0", " ").replace("\u202f", " ")
    assert sentence in shown
    assert held in shown
    assert all(
        amount in shown for amount in (["€490", "€98", "€588"] if language == "en" else ["490 €", "98 €", "588 €"])
    )
    assert path("packs", language=language) + "?need=introductions" in shown
    assert path("ask", "essential", language=language) in shown


def test_a_refusal_without_a_pack_to_buy_says_when_units_come_back(acme, borg, owner_of, client_of):
    for number in range(20):
        quota.reserve(acme, "introductions", f"use:{number}")

    page = client_of(owner_of(acme)).post(
        "/en/network/introductions/ask/borg/",
        {"purpose_kind": "buy", "purpose": "We look for logistics.", "benefit": "Two thousand parcels a day."},
    )

    assert "All your introductions are used (20)" in text(page)
    assert use_of(acme, "introductions")[0].used == 20


def test_signed_out_readers_of_an_order_sign_in_first(db):
    assert Client().get(path("order", "essential")).status_code == 302
    assert Client().get(path("subscription")).status_code == 302


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_desk_shows_the_pack_and_what_is_used(acme, borg, cyan, owner_of, client_of, language):
    SubscriptionFactory(company=borg)
    quota.reserve(borg, "introductions", "introduction:1")

    of_subscriber, of_provider, of_merchant = (
        text(client_of(owner_of(company)).get(f"/{language}/desk/")) for company in (borg, cyan, acme)
    )

    assert "1 / 12" in of_subscriber
    assert path("packs", language=language) in of_provider
    assert "0 / 20" in of_merchant
