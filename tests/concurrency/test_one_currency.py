"""Two operators who put packs on sale at once, in two currencies: without the lock both prices stand side by side."""

import threading

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from premium import wagtail_hooks
from premium.forms.office import PackForm
from premium.models import Pack
from tests.factories.accounts import UserFactory
from tests.factories.premium import sell_in_francs
from tests.premium.test_revenue import fields_of_pack

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]
OFFERS = {"essential": "EUR", "business": "CHF"}


@pytest.fixture
def operators() -> dict[str, Client]:
    """One for each pack; nothing is on sale yet."""
    sell_in_francs()
    Pack.objects.update(is_on_sale=False)
    made = {}
    for slug in OFFERS:
        made[slug] = Client()
        made[slug].force_login(
            UserFactory(is_superuser=True, is_staff=True), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return made


def sell_at_once(operators: dict[str, Client]) -> int:
    """In how many currencies packs are on sale afterwards."""
    start = threading.Barrier(len(operators))
    asked = {slug: fields_of_pack(slug, price="500", currency=OFFERS[slug]) for slug in operators}
    addresses = {slug: reverse("pack:edit", args=[Pack.objects.get(slug=slug).pk]) for slug in operators}

    def run(slug: str) -> None:
        try:
            start.wait(5)
            operators[slug].post(addresses[slug], asked[slug])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[slug]) for slug in operators]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(15)
    return Pack.objects.filter(is_on_sale=True).values("currency").distinct().order_by().count()


def test_without_the_lock_two_currencies_are_on_sale(operators, monkeypatch):
    judged = threading.Barrier(2)
    clean = PackForm.clean

    def judge_together(form: PackForm) -> dict:
        cleaned = clean(form)
        judged.wait(5)
        return cleaned

    monkeypatch.delattr(wagtail_hooks.OneAfterTheOther, "post")
    monkeypatch.setattr(PackForm, "clean", judge_together)

    assert sell_at_once(operators) == 2


def test_with_the_lock_one_of_them_is_told(operators):
    assert sell_at_once(operators) == 1
