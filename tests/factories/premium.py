"""Packs bought, for tests; the first catalogue itself comes with the migrations."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from premium.choices import GRACE_LASTS, GraceState, OrderState, VatReason
from premium.exchange import rate_of
from premium.models import CategoryCredit, CategoryGrace, Currency, Order, Pack, SubscribedFeature, Subscription
from premium.windows import months_later
from tests.factories.companies import CompanyFactory


class OrderFactory(DjangoModelFactory):
    """An order of Essential from France that waits for its transfer; `paid=True` for one already paid."""

    class Meta:
        model = Order

    class Params:
        paid = factory.Trait(
            state=OrderState.PAID,
            received_on=factory.LazyFunction(timezone.localdate),
            confirmed_at=factory.LazyFunction(timezone.now),
        )

    number = factory.Sequence(lambda number: f"PF-2026-T{number:05}")
    company = factory.SubFactory(CompanyFactory, category="provider")
    pack = factory.LazyFunction(lambda: Pack.objects.get(slug="essential"))
    legal_name = factory.SelfAttribute("company.name")
    address = "1 rue du Comptoir"
    postal_code = "75002"
    city = "Paris"
    country = "FR"
    email = "comptabilite@example.com"
    currency = factory.SelfAttribute("pack.currency")
    euro_rate = factory.LazyAttribute(lambda order: rate_of(order.currency).euro_rate)
    rate_on = factory.LazyAttribute(lambda order: rate_of(order.currency).rate_on)
    rate_source = factory.LazyAttribute(lambda order: rate_of(order.currency).rate_source)
    price_cents = factory.SelfAttribute("pack.price_cents")
    net_cents = factory.SelfAttribute("pack.price_cents")
    vat_reason = VatReason.FRANCE
    vat_basis_points = 2000
    vat_cents = factory.LazyAttribute(lambda order: order.net_cents // 5)
    total_cents = factory.LazyAttribute(lambda order: order.net_cents + order.vat_cents)
    placed_at = factory.LazyFunction(timezone.now)
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))


class SubscriptionFactory(DjangoModelFactory):
    """A pack that began today and runs a year: `SubscriptionFactory(company=borg, slug="business")`."""

    class Meta:
        model = Subscription
        skip_postgeneration_save = True

    class Params:
        slug = "essential"

    company = factory.SubFactory(CompanyFactory, category="provider")
    pack = factory.LazyAttribute(lambda subscription: Pack.objects.get(slug=subscription.slug))
    order = factory.SubFactory(
        OrderFactory,
        company=factory.SelfAttribute("..company"),
        pack=factory.SelfAttribute("..pack"),
        paid=True,
    )
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
    ends_at = factory.LazyAttribute(lambda subscription: months_later(subscription.starts_at, 12))

    @factory.post_generation
    def features(self, create, extracted, **kwargs):
        SubscribedFeature.objects.bulk_create(
            SubscribedFeature(subscription=self, feature=row.feature, limit=row.limit, window=row.window)
            for row in self.pack.features.all()
        )


class CategoryGraceFactory(DjangoModelFactory):
    """A provider became a merchant thirty days ago, and its grace is over."""

    class Meta:
        model = CategoryGrace

    company = factory.SubFactory(CompanyFactory)
    former_category = "provider"
    category = "merchant"
    begins_at = factory.LazyFunction(lambda: timezone.now() - GRACE_LASTS)
    ends_at = factory.LazyFunction(timezone.now)
    unlisted_at = factory.SelfAttribute("begins_at")
    state = GraceState.ENDED
    closed_at = factory.LazyFunction(timezone.now)


class CategoryCreditFactory(DjangoModelFactory):
    """Half of a paid order of Essential, to be sent back by hand."""

    class Meta:
        model = CategoryCredit

    grace = factory.SubFactory(CategoryGraceFactory)
    order = factory.SubFactory(OrderFactory, company=factory.SelfAttribute("..grace.company"), paid=True)
    cents = 29_400


FRANCS = {"essential": 52_000, "business": 105_000, "premium": 210_000}


def sell_in_francs(euro_rate: int = 1_073_400) -> Currency:
    """All packs are on sale in Swiss francs from now on, one of which is worth 1.0734 euros."""
    for slug, cents in FRANCS.items():
        Pack.objects.filter(slug=slug).update(currency="CHF", price_cents=cents)
    return Currency.objects.create(
        code="CHF", euro_rate=euro_rate, rate_on=date(2026, 11, 20), source="European Central Bank"
    )
