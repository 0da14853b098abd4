"""Follows, connections, introductions and blocks for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from connections.models import Block, Connection, Follow, Introduction
from tests.factories.companies import CompanyFactory


class FollowFactory(DjangoModelFactory):
    class Meta:
        model = Follow

    follower = factory.SubFactory(CompanyFactory)
    followed = factory.SubFactory(CompanyFactory)


class ConnectionFactory(DjangoModelFactory):
    """A proposal by the older company; `confirmed` is the answered state."""

    class Meta:
        model = Connection

    class Params:
        confirmed = factory.Trait(state="confirmed", answered_at=factory.LazyFunction(timezone.now))

    low = factory.SubFactory(CompanyFactory)
    high = factory.SubFactory(CompanyFactory)
    proposer = factory.SelfAttribute("low")
    kind = "client"


class IntroductionFactory(DjangoModelFactory):
    """A waiting request; `overdue` is past its 14 days."""

    class Meta:
        model = Introduction

    class Params:
        overdue = factory.Trait(
            created_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=15)),
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)),
        )

    asking = factory.SubFactory(CompanyFactory)
    asked = factory.SubFactory(CompanyFactory, category="provider")
    purpose_kind = "buy"
    purpose = "We are looking for a warehouse near Lyon."
    benefit = "About 400 parcels a day, from January."


class BlockFactory(DjangoModelFactory):
    class Meta:
        model = Block

    blocker = factory.SubFactory(CompanyFactory)
    blocked = factory.SubFactory(CompanyFactory)
