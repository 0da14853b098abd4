"""Links between companies for tests."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from companies.tree.models import Affiliation
from tests.factories.companies import CompanyFactory


class AffiliationFactory(DjangoModelFactory):
    """Proposed by an import; `confirmed=True`: by both sides."""

    class Meta:
        model = Affiliation

    class Params:
        confirmed = factory.Trait(
            state="confirmed",
            parent_confirmed_at=factory.LazyFunction(timezone.now),
            child_confirmed_at=factory.LazyFunction(timezone.now),
        )

    parent = factory.SubFactory(CompanyFactory)
    child = factory.SubFactory(CompanyFactory)
    kind = "shop"
    proposed_by = "import"
