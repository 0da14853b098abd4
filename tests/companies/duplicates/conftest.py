"""Acme has two pages: the kept one, and one that an operator merges into it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.core import serializers
from django.test import Client
from django.utils import timezone

from companies.actions.sections import save_section
from companies.actions.staff import add_member
from companies.duplicates.actions.merging import merge_companies
from companies.duplicates.models import Merge
from companies.duplicates.planning import plan_merge
from companies.importing.outcomes import Outcome
from companies.merge_rules import Pair
from companies.models import Claim, Company, Identifier, ImportBatch, ImportedRecord, Invitation, SectionDraft
from network.accounts.models import User
from network.feed.models import Activity, FeedEntry
from network.notifications.models import Notification
from search_index.alerts.models import SavedMatch, SavedSearch
from search_index.shortlists.models import Shortlisted, ShortlistNote
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory, PlaceFactory
from tests.factories.connections import BlockFactory, ConnectionFactory, FollowFactory, IntroductionFactory
from tests.factories.messaging import make_conversation

WRITTEN_BY_EVERY_ACT = {
    "common.OutboxEvent",
    "common.Push",
    "companies.JournalEntry",
    "duplicates.Merge",
    "duplicates.MergedRow",
    "notifications.Mail",
    "wagtailcore.ReferenceIndex",
}


@pytest.fixture
def operator(db) -> User:
    user = UserFactory(is_staff=True)
    codenames = ["access_admin", "view_suspicion", "view_merge", "change_merge", "change_company"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def office(operator) -> Client:
    made = Client()
    made.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return made


@pytest.fixture
def double(db) -> Company:
    """A second page of Acme, with an owner: Dora."""
    company = CompanyFactory(
        name="ACME SAS", slug="acme-sas", category="brand", country="FR", website="https://acme.example"
    )
    add_member(company=company, user=UserFactory(email="dora@acme.example", name="Dora Petit"), role="owner")
    return company


@pytest.fixture
def merge(operator) -> Callable[..., Merge]:
    """Merge as the page does: read the plan, confirm it."""

    def confirmed(kept: Company, merged: Company, *, with_staff: bool = True) -> Merge:
        pair = Pair(kept, merged, with_staff=with_staff)
        fingerprint = plan_merge(pair).fingerprint
        return merge_companies(operator=operator, pair=pair, reason="One company.", fingerprint=fingerprint)

    return confirmed


def furnish(acme: Company, double: Company, borg: Company, cyan: Company) -> None:
    """Rows of every table that names a company and may move, with and without a twin on the kept page."""
    dora = double.members.get()
    alice = acme.members.get()
    save_section(acting=dora, kind="presentation", content={"text": "We make traps."}, base_version=0)
    save_section(acting=alice, kind="presentation", content={"text": "We sell traps."}, base_version=0)
    save_section(
        acting=dora,
        kind="practical",
        content={"service_areas": ["FR"], "technologies": []},
        base_version=0,
    )
    PlaceFactory(company=double, city="Lyon")
    add_member(company=double, user=alice.user, role="analyst")
    MemberFactory(company=double, ended_at=timezone.now())
    for company in (acme, double):
        FollowFactory(follower=borg, followed=company)
        ImportedRecord.objects.create(
            batch=ImportBatch.objects.create(source="register"),
            company=company,
            source="register",
            source_key=company.slug,
            digest="x",
            row={},
            outcome=Outcome.CREATED.value,
            imported_at=timezone.now(),
        )
        Shortlisted.objects.create(company=cyan, candidate=company)
    FollowFactory(follower=double, followed=acme)
    FollowFactory(follower=double, followed=cyan)
    Identifier.objects.create(company=acme, country="FR", scheme="siren", value="552100554", status="declared")
    Identifier.objects.create(company=double, country="FR", scheme="siren", value="552100554", status="valid")
    ShortlistNote.objects.create(entry=Shortlisted.objects.get(candidate=double), author=alice.user, text="Quick.")
    ConnectionFactory(low=acme, high=borg, proposer=borg)
    low, high = sorted([double, borg], key=lambda company: company.pk)
    ConnectionFactory(low=low, high=high, proposer=double, confirmed=True)
    low, high = sorted([double, cyan], key=lambda company: company.pk)
    ConnectionFactory(low=low, high=high, proposer=low, confirmed=True)
    IntroductionFactory(asking=double, asked=borg)
    IntroductionFactory(asking=double, asked=acme)
    make_conversation(double, cyan, messages=3)
    make_conversation(double, acme, messages=2, subject="Are we twins?")
    BlockFactory(blocker=double, blocked=CompanyFactory(name="Dull", slug="dull"))
    for company in (acme, double):
        search = SavedSearch.objects.create(company=company, user=alice.user, name="Traps", address="q=trap")
        SavedMatch.objects.create(search=search, company=double)
    Invitation.objects.create(
        company=double,
        email="eve@acme.example",
        role="sales",
        token_digest="e" * 64,
        expires_at=timezone.now() + timedelta(days=7),
    )
    Claim.objects.create(company=double, user=UserFactory(), function="Manager", registration_number="1")
    Notification.objects.create(user=dora.user, kind="staff.left", url="/en/page/", company_id=double.pk)
    SectionDraft.objects.create(company=double, author=dora.user, kind="practical", base_version=1, fields={})
    worked = Activity.objects.create(key="c", kind="connected", company=double, other=cyan, at=timezone.now())
    FeedEntry.objects.create(reader=double, activity=worked, at=timezone.now())


def dump() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, but for those that every act adds to."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in WRITTEN_BY_EVERY_ACT:
            tables[model._meta.label] = serializers.serialize("python", model._base_manager.order_by("pk"))
    return tables
