"""Companies and members for tests."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from companies.models import Company, Member, Place
from companies.roles import Role
from tests.factories.accounts import UserFactory


class CompanyFactory(DjangoModelFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda number: f"Company {number}")
    slug = factory.Sequence(lambda number: f"company-{number}")
    category = "merchant"
    country = "FR"
    claimed_at = factory.LazyFunction(timezone.now)


class MemberFactory(DjangoModelFactory):
    class Meta:
        model = Member

    company = factory.SubFactory(CompanyFactory)
    user = factory.SubFactory(UserFactory)
    role = Role.OWNER


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = Place

    company = factory.SubFactory(CompanyFactory)
    city = "Paris"
    country = "FR"
