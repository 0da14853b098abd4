"""What people see of a change of category: before asking, before deciding, while something is kept, and the operator's lists."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from companies.models import CategoryChange
from companies.operators import OPERATOR_PERMISSIONS as COMPANY_PERMISSIONS
from network.common.page_slots import fillings
from premium.actions.orders import place_order
from premium.models import CategoryCredit, Pack, Refund
from premium.operators import OPERATOR_PERMISSIONS
from premium.tasks import advance_subscriptions
from tests.factories.accounts import UserFactory
from tests.factories.premium import CategoryCreditFactory, SubscriptionFactory
from tests.premium.conftest import PARIS
from tests.premium.test_category_credits import at, bought
from tests.premium.test_graces import MOMENT, change, later

__all__ = ["change"]

CATEGORY = "/{}/page/category/"


@pytest.fixture
def back_office(db):
    """A browser of the operator's staff, in a language: `back_office("fr")`."""

    def browser(language="en"):
        person = UserFactory(name="Olga", is_staff=True, language=language)
        for permission in ["wagtailadmin.access_admin", *OPERATOR_PERMISSIONS, *COMPANY_PERMISSIONS]:
            label, codename = permission.split(".")
            person.user_permissions.add(Permission.objects.get(content_type__app_label=label, codename=codename))
        profile = UserProfile.get_for_user(person)
        profile.preferred_language = language
        profile.save()
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser


def text_of(response):
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@time_machine.travel(MOMENT, tick=False)
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["€310.92", "23 December 2026", "Unused days of Essential", "Introductions", "12 / year", "See what would change"]),
        ("fr", ["310,92 €", "23 décembre 2026", "Jours inutilisés de Essentiel", "Voir ce qui changerait", "TTC"]),
    ],
)  # fmt: skip
def test_a_provider_sees_what_it_loses_and_gets_back_before_it_asks(borg, owner_of, client_of, language, sentences):
    bought(borg, "2026-06-04")
    browser = client_of(owner_of(borg))

    page = browser.post(CATEGORY.format(language), {"step": "look", "category": "merchant", "reason": "We sell shoes."})

    for sentence in sentences:
        assert sentence in text_of(page)
    assert "We sell shoes." in text_of(page)  # what was typed stays
    assert not CategoryChange.objects.exists()
    browser.post(CATEGORY.format(language), {"category": "merchant", "reason": "We sell shoes."})
    assert CategoryChange.objects.get().category == "merchant"
    assert sentences[0] in text_of(browser.get(CATEGORY.format(language)))  # while the operator decides, too


@time_machine.travel(MOMENT, tick=False)
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["If we become “Provider”", "20 / month", "Not included", "Essential costs €490 a year, before VAT"]),
        ("fr", ["Si nous devenons « Prestataire »", "20 / mois", "490 € par an, hors TVA"]),
    ],
)
def test_a_merchant_sees_what_it_gains_and_loses_from_the_address_of_a_refusal(
    acme, owner_of, client_of, language, sentences
):
    page = client_of(owner_of(acme)).get(f"{CATEGORY.format(language)}?category=provider")

    for sentence in sentences:
        assert sentence in text_of(page)
    assert 'value="provider" ' in text_of(page)


def test_who_forgets_the_reason_still_sees_what_changes_and_may_send(borg, owner_of, client_of):
    bought(borg, "2026-06-04")

    page = text_of(client_of(owner_of(borg)).post(CATEGORY.format("en"), {"category": "merchant", "reason": ""}))

    assert "One sentence is enough" in page
    assert "Unused days of Essential" in page
    assert "Send the request" in page
    assert not CategoryChange.objects.exists()


def test_a_look_without_a_category_or_at_the_same_one_says_so(acme, owner_of, client_of):
    browser = client_of(owner_of(acme))

    nothing = browser.post(CATEGORY.format("en"), {"step": "look"})
    same = browser.get(f"{CATEGORY.format('en')}?category=merchant")
    nonsense = browser.get(f"{CATEGORY.format('en')}?category=yacht")
    from_elsewhere = browser.get(f"{CATEGORY.format('en')}?source=letter")

    assert "Send the request" not in text_of(nothing)
    assert "already has this category" in text_of(same)
    assert "yacht is not one of the available choices" in text_of(nonsense)
    assert 'aria-invalid="true"' in text_of(nonsense)
    assert 'aria-invalid="true"' not in text_of(from_elsewhere)
    assert not CategoryChange.objects.exists()


@time_machine.travel(MOMENT, tick=False)
def test_a_change_that_changes_nothing_and_one_that_undoes_say_so(acme, owner_of, client_of, change):
    browser = client_of(owner_of(acme))

    nothing = browser.get(f"{CATEGORY.format('en')}?category=brand")
    change(acme, "provider")
    back = browser.get(f"{CATEGORY.format('en')}?category=merchant")

    assert "Nothing that we have today changes." in text_of(nothing)
    assert "The last change is undone" in text_of(back)


@time_machine.travel(MOMENT, tick=False)
def test_an_order_that_waits_is_named_before_it_is_cancelled(borg, owner_of, client_of, back_office):
    order = place_order(acting=owner_of(borg), pack=Pack.objects.get(slug="essential"), billing=PARIS)

    page = client_of(owner_of(borg)).get(f"{CATEGORY.format('en')}?category=brand")
    office = back_office().get(f"/back-office/decide/company/{borg.pk}/?category=brand")

    assert f"Order {order.number} is cancelled: nothing is owed for it." in text_of(page)
    assert f"Order {order.number} is cancelled." in text_of(office)


@time_machine.travel(MOMENT, tick=False)
@pytest.mark.parametrize(
    ("language", "kept", "then"),
    [
        ("en", "You keep the pack Essential until 23 December 2026", "€310.92 go back to you, VAT included"),
        ("fr", "Vous gardez le pack Essentiel jusqu’au 23 décembre 2026", "310,92 € TTC"),
    ],
)
def test_our_pack_and_the_category_say_until_when(borg, owner_of, client_of, change, language, kept, then):
    bought(borg, "2026-06-04")
    browser = client_of(owner_of(borg))
    before = browser.get(f"/{language}/packs/ours/")
    change(borg, "merchant")

    for page in (browser.get(f"/{language}/packs/ours/"), browser.get(CATEGORY.format(language))):
        assert kept in text_of(page)
        assert then in text_of(page)
    assert kept not in text_of(before)
    assert reverse("premium:end") not in text_of(browser.get("/en/packs/ours/"))


@time_machine.travel(MOMENT, tick=False)
def test_a_new_provider_is_led_to_the_packs(acme, owner_of, client_of, change):
    change(acme, "provider")
    browser = client_of(owner_of(acme))

    page = text_of(browser.get("/en/packs/ours/"))
    with later(30):
        after = text_of(browser.get("/en/packs/ours/"))

    assert "Until 23 December 2026 you keep what you had for nothing as “Merchant”: " in page
    assert "Introductions (20 / month)" in page
    assert "See the packs" in page
    assert "what you had stays" not in after


@time_machine.travel(MOMENT, tick=False)
def test_a_new_provider_with_a_pack_reads_that_the_pack_counts_then(acme, owner_of, client_of, change):
    change(acme, "provider")
    SubscriptionFactory(company=acme)

    page = text_of(client_of(owner_of(acme)).get("/en/packs/ours/"))

    assert "Then you have what your pack Essential gives." in page


@time_machine.travel(MOMENT, tick=False)
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["If you confirm “Merchant” today", "stays until 23 December 2026", "To credit after the 30 days, VAT included", "Introductions, 12 / year → 20 / month", "€310.92"]),
        ("fr", ["Si vous confirmez « Commerçant » aujourd’hui", "23 décembre 2026", "À rendre après les 30 jours, TTC", "310,92 €"]),
    ],
)  # fmt: skip
def test_the_operator_sees_the_same_before_he_decides(borg, back_office, language, sentences):
    bought(borg, "2026-06-04")
    browser = back_office(language)
    address = f"/back-office/decide/company/{borg.pk}/"
    assert "310" not in text_of(browser.get(address))

    looked = browser.post(address, {"look": "1", "category": "merchant"}, follow=True)

    for sentence in sentences:
        assert sentence in text_of(looked)
    borg.refresh_from_db()
    assert borg.category == "provider"


@time_machine.travel(MOMENT, tick=False)
def test_the_operator_reads_where_nothing_is_lost_and_what_is_undone(acme, back_office, change):
    browser = back_office()
    address = f"/back-office/decide/company/{acme.pk}/"

    assert "The company loses nothing." in text_of(browser.get(f"{address}?category=brand"))
    change(acme, "provider")
    assert "The last change is undone" in text_of(browser.get(f"{address}?category=merchant"))


@time_machine.travel(MOMENT, tick=False)
@pytest.mark.parametrize(("language", "sent"), [("en", "The transfer was sent"), ("fr", "Le virement est parti")])
def test_the_operator_finds_the_credits_and_confirms_what_he_has_sent(borg, back_office, change, language, sent):
    year = bought(borg, "2026-06-04")
    change(borg, "merchant")
    with later(31):
        advance_subscriptions()
        browser = back_office(language)
        credit = CategoryCredit.objects.get()
        address = reverse("premium_office:credit", args=[credit.pk])

        listed = text_of(browser.get(reverse("credit_to_send:index")))
        graces = text_of(browser.get(reverse("categorygrace:index")))
        page = text_of(browser.get(address))
        browser.post(address)
        again = browser.post(address)

        for seen in (listed, page):
            assert year.order.number in seen
            assert year.order.email in seen
            assert "310" in seen
        assert sent in page
        assert "310" in graces
        assert "Borg" in graces
        assert sent not in text_of(again)
        assert Refund.objects.get().cents == 31_092
        assert year.order.number not in text_of(browser.get(reverse("credit_to_send:index")))


def test_the_lists_of_operators_do_not_grow(back_office, django_assert_max_num_queries):
    browser = back_office()
    for _number in range(12):
        CategoryCreditFactory()

    for name in ("credit_to_send", "categorygrace"):
        browser.get(reverse(f"{name}:index"))
        with django_assert_max_num_queries(22):
            assert browser.get(reverse(f"{name}:index")).status_code == 200


@time_machine.travel(MOMENT, tick=False)
def test_what_a_change_means_is_told_in_few_queries(borg, rf, django_assert_max_num_queries):
    bought(borg, "2026-06-04")
    planned = CategoryChange(company=borg, category="merchant")

    with django_assert_max_num_queries(9):
        [(_template, context)] = fillings("category.consequences", rf.get("/"), planned)

    assert context["consequences"].total == "€310.92"
    assert context["consequences"].ends_at == timezone.now() + timedelta(days=30)
    assert at("2026-12-23", 10) > context["consequences"].ends_at
