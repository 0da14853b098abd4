"""The catalogue a new database starts with."""

from django.apps import apps

from premium.choices import Account
from premium.first_catalogue import fill
from premium.models import LedgerAccount, Pack, StandingGrant


def test_a_new_database_sells_three_packs(db):
    assert list(Pack.objects.on_sale().values_list("slug", "price_cents", "currency")) == [
        ("essential", 49_000, "EUR"),
        ("business", 99_000, "EUR"),
        ("premium", 199_000, "EUR"),
    ]
    assert set(LedgerAccount.objects.values_list("code", flat=True)) == set(Account.values)


def test_the_buying_side_holds_twenty_introductions_a_month(db):
    held = StandingGrant.objects.filter(feature="introductions").values_list("category", "limit", "window")

    assert sorted(held) == [(category, 20, "month") for category in ("brand", "media", "merchant", "store_chain")]


def test_what_operators_edited_is_never_filled_again(db):
    Pack.objects.filter(slug="essential").update(price_cents=50_000)
    StandingGrant.objects.all().delete()

    fill(apps)

    assert Pack.objects.get(slug="essential").price_cents == 50_000
    assert not StandingGrant.objects.exists()
    assert Pack.objects.count() == 3
