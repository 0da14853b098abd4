"""The operator confirms payments and edits the catalogue."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.users.models import UserProfile

from premium.models import Order, Pack, StandingGrant, Subscription
from premium.operators import OPERATOR_PERMISSIONS
from premium.rights import has_right
from premium.signals import rights_changed
from tests.factories.accounts import UserFactory
from tests.factories.premium import OrderFactory, SubscriptionFactory

pytestmark = pytest.mark.any_database

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def finance(db):
    """A browser of the operator's finance staff: no superuser, only the permissions of packs."""
    person = UserFactory(name="Olga", language="en")
    for permission in ["wagtailadmin.access_admin", *OPERATOR_PERMISSIONS]:
        label, codename = permission.split(".")
        person.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = "en"
    profile.save()
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def order(borg):
    return OrderFactory(company=borg, number="PF-2026-AAAAAA")


def pay(client, order, amount, day=None):
    return client.post(
        reverse("premium_office:order", args=[order.pk]),
        {"amount": amount, "received_on": (day or timezone.localdate()).isoformat()},
        follow=True,
    )


def test_payments_to_confirm_are_listed_and_confirmed(finance, order, borg):
    listed = finance.get(reverse("order_to_confirm:index"))
    page = finance.get(reverse("premium_office:order", args=[order.pk]))

    paid = pay(finance, order, "588.00")

    assert reverse("premium_office:order", args=[order.pk]) in listed.content.decode()
    assert "€588" in page.content.decode()
    assert "PF-2026-AAAAAA is paid" in paid.content.decode()
    assert has_right(borg, "search_listing")
    assert order.number not in finance.get(reverse("order_to_confirm:index")).content.decode()


@pytest.mark.parametrize(
    ("amount", "sentence"), [("500", "€88 are missing"), ("600.50", "€12.50 more"), ("", "required")]
)
def test_a_wrong_amount_is_refused_in_words_and_stays_typed(finance, order, amount, sentence):
    page = pay(finance, order, amount)

    assert sentence in page.content.decode()
    assert Order.objects.get().state == "waiting"
    assert not Subscription.objects.exists()


def test_confirming_twice_changes_nothing(finance, order):
    pay(finance, order, "588")

    page = pay(finance, order, "588")

    assert "nothing was changed" in page.content.decode()
    assert Subscription.objects.count() == 1


def test_every_list_opens_and_does_not_grow(finance, borg, django_assert_max_num_queries):
    SubscriptionFactory(company=borg)
    for _ in range(8):
        OrderFactory()

    for name in ("order_to_confirm", "order", "subscription", "pack", "standinggrant"):
        with django_assert_max_num_queries(22):
            assert finance.get(reverse(f"{name}:index")).status_code == 200, name


def test_a_day_to_come_is_named_by_the_calendar(finance, borg):
    held = SubscriptionFactory(company=borg)

    page = finance.get(reverse("subscription:index")).content.decode()

    assert date_format(timezone.localtime(held.ends_at)) in page
    assert "0 minutes" not in page


def test_money_is_never_edited_as_a_row(finance, order):
    for name in ("order", "order_to_confirm", "subscription"):
        answer = finance.get(reverse(f"{name}:add"))
        assert answer.status_code in {302, 403}, name
    assert finance.get(reverse("order:edit", args=[order.pk])).status_code in {302, 403}
    assert finance.post(reverse("pack:delete", args=[Pack.objects.get(slug="essential").pk])).status_code in {302, 403}
    assert Pack.objects.count() == 3


def test_a_price_is_edited_in_euros_and_the_catalogue_shows_it(finance):
    pack = Pack.objects.get(slug="essential")
    address = reverse("pack:edit", args=[pack.pk])
    rows = list(pack.features.all())
    fields = {
        "name_fr": "Essentiel",
        "name_en": "Essential",
        "promise_fr": pack.promise_fr,
        "promise_en": pack.promise_en,
        "slug": "essential",
        "price": "520.50",
        "currency": "EUR",
        "rank": "10",
        "is_on_sale": "on",
        "features-TOTAL_FORMS": str(len(rows)),
        "features-INITIAL_FORMS": str(len(rows)),
        "features-MIN_NUM_FORMS": "0",
        "features-MAX_NUM_FORMS": "1000",
    }
    for number, row in enumerate(rows):
        limit = "15" if row.feature == "introductions" else row.limit or ""
        fields |= {
            f"features-{number}-{name}": value
            for name, value in {
                "id": row.pk,
                "feature": row.feature,
                "limit": limit,
                "window": row.window,
                "carried": row.carried,
            }.items()
        }

    page = finance.get(address)
    answer = finance.post(address, fields)

    assert page.status_code == 200
    assert "490" in page.content.decode()
    assert answer.status_code == 302
    pack.refresh_from_db()
    assert pack.price_cents == 52_050
    assert pack.features.get(feature="introductions").limit == 15
    catalogue = Client().get("/en/packs/").content.decode()
    assert "€520.50" in catalogue
    assert "15 / year" in catalogue


def test_an_edited_standing_grant_is_told_for_every_company_of_the_category(finance, acme, relay_outbox):
    heard = []

    def listen(sender, company_ids, **_):
        heard.extend(company_ids)

    rights_changed.connect(listen)

    answer = finance.post(
        reverse("standinggrant:add"),
        {"category": "merchant", "feature": "search_listing", "limit": "", "window": "year", "carried": "0"},
    )
    relay_outbox()

    assert answer.status_code == 302
    assert heard == [acme.pk]
    assert has_right(acme, "search_listing")
    grant = StandingGrant.objects.get(category="merchant", feature="search_listing")
    finance.post(reverse("standinggrant:delete", args=[grant.pk]))
    relay_outbox()
    assert heard == [acme.pk, acme.pk]
    assert not has_right(acme, "search_listing")
    rights_changed.disconnect(listen)


def test_a_feature_that_does_not_exist_is_refused(finance):
    page = finance.post(
        reverse("standinggrant:add"), {"category": "merchant", "feature": "yacht", "limit": "", "window": "year"}
    )

    assert "There is no feature" in page.content.decode()
    assert not StandingGrant.objects.filter(feature="yacht").exists()


def test_who_is_no_operator_stays_out(borg, order, owner_of, client_of):
    browser = client_of(owner_of(borg))

    assert browser.get(reverse("order_to_confirm:index")).status_code in {302, 403}
    assert browser.post(
        reverse("premium_office:order", args=[order.pk]), {"amount": "588", "received_on": "2026-11-23"}
    ).status_code in {302, 403}
    assert Order.objects.get().state == "waiting"
