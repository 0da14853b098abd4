"""How the network earns: offers and codes, the stage as a switch, the history of the catalogue, the figures."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from premium.actions.orders import cancel_order, confirm_payment, place_order
from premium.billing import BillingDetails
from premium.exceptions import NotOnSale
from premium.invoices.actions.issuing import issue_invoice
from premium.models import Order, Pack, StandingGrant, Subscription
from premium.operators import OPERATOR_PERMISSIONS
from premium.revenue import figures
from premium.revenue.actions import switch_stage
from premium.revenue.choices import Stage
from premium.revenue.models import CatalogueChange, Offer, OfferUse, RevenueStage
from premium.rights import has_right
from tests.factories.accounts import UserFactory
from tests.factories.premium import SubscriptionFactory

PARIS = BillingDetails("Borg SAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example")


@pytest.fixture
def operator(db):
    return UserFactory(is_superuser=True)


@pytest.fixture
def finance(db):
    person = UserFactory(name="Olga", language="en")
    for permission in ["wagtailadmin.access_admin", *OPERATOR_PERMISSIONS]:
        label, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def offer(**values):
    today = timezone.localdate()
    terms = {"name_fr": "Lancement", "name_en": "Launch", "starts_on": today, "ends_on": today + timedelta(days=30)}
    return Offer.objects.create(**{**terms, "percent_off": 20, **values})


def pack(slug="essential"):
    return Pack.objects.get(slug=slug)


def order_of(member, code="", slug="essential"):
    return place_order(acting=member, pack=pack(slug), billing=PARIS, code=code)


def pay(order, operator):
    confirm_payment(order=order, operator=operator, received_cents=order.total_cents, received_on=timezone.localdate())
    order.refresh_from_db()
    return order


def test_a_launch_offer_is_taken_off_a_first_purchase_and_stands_on_the_invoice(borg, owner_of, operator):
    offer()

    order = pay(order_of(owner_of(borg)), operator)

    assert (order.price_cents, order.vat_cents, order.total_cents) == (39_200, 7_840, 47_040)
    assert OfferUse.objects.get().cents == 9_800
    invoice = issue_invoice(order)
    assert (invoice.price_cents, invoice.net_cents) == (49_000, 39_200)
    assert invoice.deductions == [{"text": "Lancement", "cents": 9_800}]


def test_a_code_counts_for_who_typed_it_only_so_many_times(borg, cyan, owner_of):
    offer(code="SALON26", percent_off=50, most_uses=1)

    with_code = order_of(owner_of(borg), code="salon26")
    too_late = order_of(owner_of(cyan), code="SALON26")

    assert (with_code.price_cents, too_late.price_cents) == (24_500, 49_000)
    cancel_order(acting=owner_of(borg), order=with_code)
    cancel_order(acting=owner_of(cyan), order=too_late)
    assert order_of(owner_of(cyan), code="SALON26").price_cents == 24_500


def test_who_has_bought_before_and_other_packs_get_nothing(borg, cyan, owner_of):
    offer().packs.add(pack("business"))
    SubscriptionFactory(company=cyan)

    assert order_of(owner_of(borg)).price_cents == 49_000
    assert order_of(owner_of(cyan), slug="business").price_cents == 99_000


def test_free_months_are_added_to_a_year_paid_by_transfer(borg, owner_of, operator):
    offer(percent_off=0, free_months=2)

    pay(order_of(owner_of(borg)), operator)

    year = Subscription.objects.get()
    assert (year.ends_at.year * 12 + year.ends_at.month) - (year.starts_at.year * 12 + year.starts_at.month) == 14


def test_an_offer_of_nothing_is_refused_by_the_database(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        offer(percent_off=0)


def test_the_buyer_types_a_code_and_sees_it_in_the_price(client_of, owner_of, borg):
    offer(code="SALON26", percent_off=50)
    client = client_of(owner_of(borg))

    unknown = client.post(reverse("revenue:use_code"), {"code": "NOPE"}, follow=True)
    known = client.post(reverse("revenue:use_code"), {"code": "salon26"}, follow=True)
    page = client.get(reverse("premium:order", args=["essential"])).content.decode()

    assert "not known" in unknown.content.decode()
    assert "The code is kept: Launch" in known.content.decode()
    assert "−€245" in page


def test_everybody_reads_of_the_launch_offer(db):
    offer(free_months=1)

    page = Client().get(reverse("premium:packs")).content.decode()

    assert "20% off the first year" in page
    assert "1 month more for nothing" in page


@pytest.mark.parametrize("stage", [Stage.ALL_FREE, Stage.COMMISSION, Stage.ADS])
def test_outside_freemium_nothing_is_sold_and_everybody_holds_the_given_pack(stage, borg, owner_of, operator):
    year = SubscriptionFactory(company=borg)
    switch_stage(operator=operator, stage=stage, given_pack=pack("business"), commission_basis_points=1_000)

    assert has_right(borg, "search_listing")
    assert StandingGrant.objects.filter(category="provider", feature="introductions", limit=40).exists()
    assert not Pack.objects.on_sale().exists()
    year.refresh_from_db()
    assert not year.renews
    with pytest.raises(NotOnSale):
        order_of(owner_of(borg))
    assert not Order.objects.filter(state="waiting").exists()
    page = Client().get(reverse("premium:packs")).content.decode()
    assert {"all_free": "free for everybody", "commission": "10% of what is billed", "ads": "labelled advertising"}[
        stage
    ] in page


def test_back_in_freemium_the_given_rights_are_gone_and_packs_are_sold(borg, owner_of, operator):
    kept = StandingGrant.objects.create(category="provider", feature="analytics", limit=None)
    switch_stage(operator=operator, stage=Stage.ALL_FREE, given_pack=pack("business"))

    switch_stage(operator=operator, stage=Stage.FREEMIUM)

    assert list(StandingGrant.objects.filter(category="provider")) == [kept]
    assert not has_right(borg, "search_listing")
    assert order_of(owner_of(borg)).is_waiting
    assert RevenueStage.objects.filter(is_in_force=True).count() == 1


def test_the_operator_switches_the_stage_and_bad_input_changes_nothing(finance):
    stage = reverse("revenue_office:stage")

    assert "Choose the pack" in finance.post(stage, {"stage": "all_free"}).content.decode()
    assert (
        "how much the network takes"
        in finance.post(stage, {"stage": "commission", "given_pack": pack().pk}).content.decode()
    )
    assert not RevenueStage.objects.exists()
    fields = {"stage": "commission", "given_pack": pack().pk, "commission": "12.5"}
    assert "Say why" in finance.post(stage, fields).content.decode()
    assert not RevenueStage.objects.exists()
    page = finance.post(stage, fields | {"reason": "Decided by the board."}, follow=True)

    assert "12.5%" in page.content.decode()
    history = finance.get(reverse("revenue_office:history")).content.decode()
    assert "freemium" in history
    assert "Decided by the board." in history


def fields_of_pack(slug="essential", **changes):
    found = Pack.objects.get(slug=slug)
    rows = list(found.features.all())
    values = {
        "name_fr": found.name_fr,
        "name_en": found.name_en,
        "promise_fr": found.promise_fr,
        "promise_en": found.promise_en,
        "slug": found.slug,
        "rank": found.rank,
        "is_on_sale": "on",
        "price": "490",
        "currency": "EUR",
        "features-TOTAL_FORMS": len(rows),
        "features-INITIAL_FORMS": len(rows),
        "features-MIN_NUM_FORMS": 0,
        "features-MAX_NUM_FORMS": 1000,
    }
    for position, row in enumerate(rows):
        for name in ("id", "feature", "limit", "window", "carried"):
            values[f"features-{position}-{name}"] = "" if getattr(row, name) is None else getattr(row, name)
    return {**values, **changes}


def test_what_a_category_holds_for_nothing_has_its_history_too(finance):
    fields = {"category": "merchant", "feature": "analytics", "limit": "5", "window": "year", "carried": "0"}

    finance.post(reverse("standinggrant:add"), fields)
    grant = StandingGrant.objects.get(category="merchant", feature="analytics")
    finance.post(reverse("standinggrant:edit", args=[grant.pk]), {**fields, "limit": "9"})
    finance.post(reverse("standinggrant:delete", args=[grant.pk]))

    deleted, edited, added = CatalogueChange.objects.order_by("-pk")
    assert (added.before, added.after["limit"]) == ({}, 5)
    assert edited.lines == [("limit", "5", "9")]
    assert (deleted.before["limit"], deleted.after) == (9, {})


def test_a_change_of_a_pack_is_previewed_then_kept_with_its_history(finance):
    address = reverse("pack:edit", args=[pack().pk])

    preview = finance.post(address, fields_of_pack(price="520", preview="1"))
    assert "€520" in preview.content.decode()
    assert pack().price_cents == 49_000
    assert not CatalogueChange.objects.exists()
    finance.post(address, fields_of_pack(price="520"))

    assert pack().price_cents == 52_000
    assert ("price_cents", "49000", "52000") in CatalogueChange.objects.get().lines
    assert "52000" in finance.get(reverse("revenue_office:history")).content.decode()


def test_the_operator_adds_an_offer_after_a_preview(finance):
    today = timezone.localdate()
    terms = {
        "name_fr": "Lancement",
        "name_en": "Launch",
        "percent_off": 25,
        "free_months": 0,
        "starts_on": today.isoformat(),
        "ends_on": today.isoformat(),
        "is_on": "on",
    }

    preview = finance.post(reverse("offer:add"), {**terms, "preview": "1"})
    assert "25" in preview.content.decode()
    assert not Offer.objects.exists()
    finance.post(reverse("offer:add"), terms)

    assert Offer.objects.get().percent_off == 25
    assert "Launch" in finance.get(reverse("offer:index")).content.decode()
    assert CatalogueChange.objects.get().after["percent_off"] == "25"


def year_of(company, months_ago, **more):
    begun = timezone.now() - timedelta(days=30 * months_ago)
    return SubscriptionFactory(company=company, starts_at=begun, ends_at=begun + timedelta(days=365), **more)


def test_the_figures_of_a_small_network(borg, cyan):
    with time_machine.travel("2026-11-23 12:00+01:00", tick=False):
        year_of(borg, 2, slug="business")
        year_of(cyan, 13)

        months = figures.months()

        assert (months[-1].mrr_cents, months[-1].customers) == (round(99_000 / 12), 1)
        assert sum(month.lost for month in months) == 1
        assert max(month.churn_percent for month in months) == 50.0
        assert [
            (part.label, part.cents, part.count) for part in figures.revenue_by_pack(timezone.now() - timedelta(days=1))
        ] == [
            ("Essentiel", 49_000, 1),
            ("Business", 99_000, 1),
        ]
        assert [part.cents for part in figures.revenue_by_category(timezone.now() - timedelta(days=1))] == [148_000]
        assert [(cohort.begun, cohort.kept[0]) for cohort in figures.cohorts()] == [(1, 0), (1, None)]


def test_the_dashboard_draws_them_and_gives_them_as_a_table(finance, borg):
    year_of(borg, 2)

    page = finance.get(reverse("revenue_office:dashboard")).content.decode()
    table = finance.get(reverse("revenue_office:dashboard_csv")).content.decode("utf-8-sig")

    assert "<svg" in page
    assert "€40.83 a month from 1 company" in page
    assert "mrr;" in table
    assert "revenue_by_category" in table


def test_an_empty_network_has_figures_too(finance):
    assert "Nobody has bought a pack yet" in finance.get(reverse("revenue_office:dashboard")).content.decode()
