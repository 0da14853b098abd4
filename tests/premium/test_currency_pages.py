"""Currencies in the back office and on the pages: rates, one form for all prices, refusals that say what to do."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from premium.models import Currency, Pack
from premium.payment_links.actions.sending import send_link
from premium.payment_links.tokens import token_of
from premium.revenue.actions import set_prices
from premium.revenue.exceptions import PricesMissing
from premium.revenue.models import CatalogueChange, Offer
from premium.transfers.actions.importing import assign_movement
from premium.transfers.exceptions import OtherCurrency
from premium.transfers.models import BankMovement, BankStatement
from tests.factories.accounts import UserFactory
from tests.factories.premium import FRANCS, OrderFactory, SubscriptionFactory, sell_in_francs
from tests.premium.test_revenue import fields_of_pack, finance

__all__ = ["finance"]

pytestmark = pytest.mark.any_database
RATE = {"code": "CHF", "rate": "1.0734", "rate_on": "2026-11-20", "source": "European Central Bank"}
PRICES = reverse("revenue_office:prices")


def pack(slug="essential"):
    return Pack.objects.get(slug=slug)


def typed(currency="CHF", **more):
    return {"currency": currency, **{f"price_{pack(slug).pk}": cents / 100 for slug, cents in FRANCS.items()}, **more}


@pytest.fixture
def francs(db):
    return sell_in_francs()


@pytest.fixture
def rate(db):
    """Francs have a rate; packs are sold in euros still."""
    return Currency.objects.create(code="CHF", euro_rate=1_073_400, rate_on="2026-11-20", source="ECB")


def test_a_rate_is_entered_and_changed_with_its_history(finance):
    finance.post(reverse("currency:add"), RATE)
    francs = Currency.objects.get()
    finance.post(reverse("currency:edit", args=[francs.pk]), {**RATE, "rate": "1.08", "rate_on": "2026-11-23"})

    francs.refresh_from_db()
    assert (francs.code, francs.euro_rate, str(francs.rate_on)) == ("CHF", 1_080_000, "2026-11-23")
    latest = CatalogueChange.objects.first()
    assert ("euros", "1.0734", "1.08") in latest.lines
    assert "Swiss francs (CHF)" in finance.get(reverse("currency:index")).content.decode()
    assert "1.0734" in finance.get(reverse("revenue_office:history")).content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "JPY"}, "is not one of the available choices"),
        ({"code": "EUR"}, "is not one of the available choices"),
        ({"rate": "0"}, "greater than or equal to 0.000001"),
        ({"rate": "1.07341234"}, "no more than 6 decimal places"),
        ({"rate_on": "2126-01-01"}, "This day has not come yet"),
        ({"source": ""}, "This field is required"),
    ],
)
def test_a_wrong_rate_is_refused_in_words(finance, changes, sentence):
    page = finance.post(reverse("currency:add"), RATE | changes).content.decode()

    assert sentence in page
    assert not Currency.objects.exists()


def test_a_currency_is_never_deleted(finance, rate):
    assert finance.post(reverse("currency:delete", args=[rate.pk])).status_code in {302, 403}
    assert Currency.objects.exists()


def test_all_packs_are_sold_in_another_currency_by_one_form_after_a_preview(finance, rate, fake):
    page = finance.get(PRICES).content.decode()
    preview = finance.post(PRICES, typed(preview="1")).content.decode()

    assert 'value="490"' in page
    assert "Swiss francs (CHF)" in page
    assert "nobody can pay" not in page
    assert "CHF\xa0520" in preview
    assert pack().currency == "EUR"
    assert not CatalogueChange.objects.exists()
    answer = finance.post(PRICES, typed(), follow=True)

    assert "The packs are sold at these prices" in answer.content.decode()
    assert {(each.slug, each.currency, each.price_cents) for each in Pack.objects.all()} == {
        (slug, "CHF", cents) for slug, cents in FRANCS.items()
    }
    assert ("currency", "EUR", "CHF") in CatalogueChange.objects.first().lines
    assert CatalogueChange.objects.count() == 3


def test_without_cards_the_form_warns_before_it_saves_and_keeps_what_was_typed(finance, rate):
    warned = finance.post(PRICES, typed()).content.decode()

    assert "cannot be paid at present" in warned
    assert "Save although nobody can pay" in warned
    assert 'value="520.0"' in warned
    assert pack().currency == "EUR"
    finance.post(PRICES, typed(is_understood="on"))
    assert pack().currency == "CHF"


def test_a_missing_price_is_said_beside_it_and_nothing_changes(finance, rate, fake):
    page = finance.post(PRICES, typed(**{f"price_{pack().pk}": ""})).content.decode()

    assert "This field is required" in page
    assert 'value="1050.0"' in page
    assert pack().currency == "EUR"


def test_a_pack_off_sale_is_left_out_and_without_any_the_page_says_so(finance, rate, fake):
    Pack.objects.filter(slug="premium").update(is_on_sale=False)
    finance.post(PRICES, typed())
    assert [pack(slug).currency for slug in FRANCS] == ["CHF", "CHF", "EUR"]

    Pack.objects.update(is_on_sale=False)
    assert "No pack is on sale" in finance.get(PRICES).content.decode()


def test_prices_for_other_packs_than_those_on_sale_are_refused(rate):
    with pytest.raises(PricesMissing):
        set_prices(operator=UserFactory(is_superuser=True), currency="CHF", cents_by_pack={pack(): 52_000})

    assert not Pack.objects.filter(currency="CHF").exists()


def test_one_pack_alone_never_goes_on_sale_in_another_currency(finance, rate):
    address = reverse("pack:edit", args=[pack().pk])

    page = finance.post(address, fields_of_pack(price="520", currency="CHF")).content.decode()

    assert "Packs are on sale in euros (EUR)" in page
    assert "“Prices and currency”" in page
    assert 'value="520"' in page
    assert (pack().currency, pack().price_cents) == ("EUR", 49_000)
    fields = fields_of_pack(price="520", currency="CHF")
    del fields["is_on_sale"]
    finance.post(address, fields)
    assert (pack().currency, pack().is_on_sale) == ("CHF", False)


def test_a_new_pack_begins_in_the_currency_of_the_others(finance, francs):
    page = finance.get(reverse("pack:add")).content.decode()

    assert '<option value="CHF" selected>' in page


def test_buyers_see_francs_everywhere_and_why_a_card_is_needed(borg, owner_of, client_of, francs, fake):
    client = client_of(owner_of(borg))
    order = OrderFactory(company=borg, way="card", placed_by=owner_of(borg).user)
    addresses = [reverse("premium:packs"), reverse("premium:proforma", args=[order.number])]
    catalogue, proforma = (client.get(address).content.decode() for address in addresses)

    assert "CHF\xa0520" in catalogue
    assert "CHF\xa043.33 a month" in catalogue
    assert "€" not in catalogue
    assert "Our bank account and SEPA debits are in euros" in catalogue
    assert "CHF\xa0624" in proforma
    assert "IBAN" not in proforma
    assert "Pay by card" in proforma
    assert "Pay by SEPA debit" not in proforma
    order.delete()
    page = client.get(reverse("premium:order", args=["essential"])).content.decode()
    assert "CHF\xa0624" in page
    assert "€" not in page


def test_an_offer_is_a_share_in_any_currency_and_its_months_are_for_transfers_only(borg, owner_of, client_of, fake):
    today = timezone.localdate()
    names = {"name_fr": "Lancement", "name_en": "Launch", "starts_on": today, "ends_on": today}
    Offer.objects.create(percent_off=20, free_months=2, **names)
    assert "2 months more" in Client().get(reverse("premium:packs")).content.decode()
    sell_in_francs()

    catalogue = Client().get(reverse("premium:packs")).content.decode()
    page = client_of(owner_of(borg)).get(reverse("premium:order", args=["essential"])).content.decode()

    assert "20% off the first year" in catalogue
    # 20 % of 520.00 CHF.
    assert "−CHF\xa0104" in page
    assert "months more" not in catalogue + page
    Offer.objects.update(percent_off=0)
    assert "Launch" not in Client().get(reverse("premium:packs")).content.decode()


def test_without_cards_an_order_in_francs_is_refused_before_anything_is_typed(borg, owner_of, client_of, francs):
    answer = client_of(owner_of(borg)).get(reverse("premium:order", args=["essential"]))

    assert answer.status_code == 409
    assert "cannot be paid at present" in answer.content.decode()


def test_the_payer_of_a_link_is_told_too(borg, owner_of, francs, fake):
    order = OrderFactory(company=borg, way="card", placed_by=owner_of(borg).user)
    link = send_link(acting=owner_of(borg), order=order, email="dora@example.com", language="en")
    page = reverse("payment_links:pay", args=[token_of(link.pk, link.nonce)])

    content = Client().get(page).content.decode()
    refused = Client().post(reverse("payment_links:accept", args=[token_of(link.pk, link.nonce)]), {"way": "transfer"})

    assert "CHF\xa0624" in content
    assert "is paid by card" in content
    assert "Bank transfer" not in content
    link.refresh_from_db()
    assert refused.status_code == 200
    assert link.accepted_at is None


def test_the_operator_sees_the_rate_of_an_order_and_no_transfer_to_confirm(finance, borg, francs):
    order = OrderFactory(company=borg, way="card")

    page = finance.get(reverse("premium_office:order", args=[order.pk])).content.decode()
    paid = OrderFactory(company=borg, way="card", paid=True)
    money = finance.get(reverse("premium_office:money", args=[paid.pk])).content.decode()

    assert "1 CHF = 1.0734 EUR, rate of 20 November 2026, European Central Bank" in page
    assert "The transfer has arrived" not in page
    assert "in Swiss francs (CHF)" in money


def test_money_in_francs_pays_no_order_in_euros(borg):
    operator = UserFactory(is_superuser=True)
    statement = BankStatement.objects.create(sha256="0" * 64, name="a", content="", account="FR76")
    movement = BankMovement.objects.create(
        statement=statement,
        account="FR76",
        reference="R1",
        booked_on=timezone.localdate(),
        cents=58_800,
        currency="CHF",
        state="unmatched",
    )

    with pytest.raises(OtherCurrency):
        assign_movement(operator=operator, movement=movement, order=OrderFactory(company=borg))

    movement.refresh_from_db()
    assert (movement.state, movement.order) == ("unmatched", None)


def test_the_figures_say_that_they_are_converted(finance, borg):
    dashboard = reverse("revenue_office:dashboard")
    assert "All amounts are in euros" not in finance.get(dashboard).content.decode()

    sell_in_francs()
    SubscriptionFactory(company=borg)

    page = finance.get(dashboard).content.decode()
    assert "All amounts are in euros" in page
    # 520.00 CHF at 1.0734 are 558.17 EUR a year.
    assert "€46.51 a month from 1 company" in page
