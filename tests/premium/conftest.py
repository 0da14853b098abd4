"""What the tests of premium share: a counted right and a plain one, asked for by nobody else."""

import pytest
from django.utils import translation

from companies.models import Member
from premium.actions.orders import place_order
from premium.billing import BillingDetails
from premium.choices import PaymentWay
from premium.features import Feature, features
from premium.models import Order, Pack
from premium.stripe.checkout import page_for
from tests.stripe_fake.fixtures import deliver, fake

__all__ = ["deliver", "fake"]

PARIS = BillingDetails("Borg SAS", "1 rue du Lac", "75002", "Paris", "FR", "compta@borg.example", purchase_order="PO-7")


@pytest.fixture(autouse=True)
def registered_features(monkeypatch):
    """The rights these stories speak of, whichever app registers them in the meantime."""
    entries = {
        "public_page": Feature("public_page", "Public page", "", "Showing the complete page", "Complete", "Name only"),
        "search_listing": Feature("search_listing", "Listed in provider search", "", "Being listed among providers"),
        "introductions": Feature("introductions", "Introductions", "introductions", "Asking for an introduction"),
    }
    monkeypatch.setattr(features, "_entries", entries)


@pytest.fixture(autouse=True)
def reader_of_english():
    with translation.override("en"):
        yield


@pytest.fixture
def buy(fake, deliver):
    """Order a pack and pay it on the fake's page: `buy(bob, "essential", "sepa", renewals="no_funds")`."""

    def order(acting: Member, slug: str, way: str = "card", outcome: str = "ok", renewals: str = "ok") -> Order:
        placed = place_order(acting=acting, pack=Pack.objects.get(slug=slug), billing=PARIS, way=PaymentWay(way))
        page_for(placed, "en")
        fake.pay("card" if way == "card" else "sepa_debit", outcome, renewals, order=placed.number)
        deliver()
        placed.refresh_from_db()
        return placed

    return order
