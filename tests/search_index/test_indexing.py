"""From a change of a company to the index, through the outbox."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from companies.actions.sections import save_section
from companies.models import Company, Identifier
from companies.signals import company_changed
from listings.models import CompanySpecialty, Specialty
from network.common.models import OutboxEvent
from network.common.outbox import relay
from network.common.signals import announce
from premium.signals import rights_changed
from search_index import actions, tasks
from search_index.backends import engine
from search_index.models import IndexEntry
from search_index.query import search_query
from tests.factories.companies import CompanyFactory, PlaceFactory
from tests.factories.premium import SubscriptionFactory


def found(text: str = "", scope: str = "companies", **facts) -> list[str]:
    return [hit.payload["name"] for hit in engine().search(search_query(text=text, scope=scope, **facts)).hits]


def declare(company: Company, slug: str, origin: str = "declared") -> None:
    CompanySpecialty.objects.create(company=company, specialty=Specialty.objects.get(slug=slug), origin=origin)


def test_a_saved_section_is_found_once_the_worker_has_run(borg, owner_of, relay_outbox):
    SubscriptionFactory(company=borg)
    save_section(acting=owner_of(borg), kind="identity", content={"offer": "We ship wine"}, base_version=0)

    assert found("wine", "providers") == []

    relay_outbox()

    assert found("wine", "providers") == ["Borg"]


def test_the_change_and_the_request_to_index_it_stand_or_fall_together(acme):
    with transaction.atomic():
        announce(company_changed, company_ids=[acme.pk])
        transaction.set_rollback(True)
    assert not OutboxEvent.objects.filter(topic="company.changed").exists()

    with transaction.atomic():
        announce(company_changed, company_ids=[acme.pk])
    # The process dies here: no signal was sent, the request is written all the same.
    assert OutboxEvent.objects.filter(topic="company.changed", key=str(acme.pk), done_at=None).count() == 1


def test_many_changes_of_one_company_are_indexed_once(acme, monkeypatch):
    indexed = []
    monkeypatch.setattr("search_index.receivers.index_companies", indexed.append)
    with transaction.atomic():
        for _ in range(10):
            announce(company_changed, company_ids=[acme.pk])

    relay()

    assert indexed == [{acme.pk}]


@pytest.mark.parametrize(
    "typed", ["warehouse Madrid", "entrepôt Madrid", "logistics Madrid", "logistique madrid", "Borg"]
)
def test_a_provider_of_warehousing_is_found_by_names_and_synonyms_in_both_languages(borg, typed):
    SubscriptionFactory(company=borg)
    PlaceFactory(company=borg, city="Madrid", country="ES")
    declare(borg, "warehousing")

    actions.index_companies([borg.pk])

    assert found(typed, "providers") == ["Borg"]


def test_a_provider_without_pack_is_found_by_name_and_legal_identity_only(borg):
    borg.offer = "We ship wine"
    borg.save()
    PlaceFactory(company=borg, city="Lyon")
    Identifier.objects.create(company=borg, country="FR", scheme="siren", value="552081317", status="valid")
    declare(borg, "warehousing")

    actions.index_companies([borg.pk])

    assert found(scope="providers") == []
    assert found("borg") == found("552 081 317") == found("borg lyon") == ["Borg"]
    assert found("wine") == found("warehouse") == []
    payload = IndexEntry.objects.get(company=borg).payload
    assert payload["offer"] == ""
    assert payload["specialties"] == []


def test_an_imported_page_shows_its_activity_and_inferred_specialty(db):
    company = CompanyFactory(
        name="Gxo Logistics Spain SL.", category="provider", country="ES", claimed_at=None, origin="imported",
        activity_label="Warehousing, General",
    )  # fmt: skip
    SubscriptionFactory(company=company)
    declare(company, "warehousing", origin="inferred")

    actions.index_companies([company.pk])

    assert found(scope="providers") == []
    assert found("entrepôt") == found("general") == found("gxo espagne") == ["Gxo Logistics Spain SL."]
    assert IndexEntry.objects.get().payload["specialties"] == [{"slug": "warehousing", "is_inferred": True}]


def test_what_was_imported_before_the_claim_is_not_confirmed_by_the_company(acme):
    imported = timezone.now() - timedelta(days=3)
    acme.sections.create(kind="identity", content={}, saved_at=imported, confirmed_at=imported)
    actions.index_companies([acme.pk])
    assert IndexEntry.objects.get().confirmed_on is None

    acme.sections.create(kind="presentation", content={}, saved_at=timezone.now(), confirmed_at=timezone.now())
    actions.index_companies([acme.pk])
    assert IndexEntry.objects.get().confirmed_on == timezone.localdate()


def test_declared_specialties_stand_before_inferred_ones(borg, cyan):
    for company in (borg, cyan):
        SubscriptionFactory(company=company)
    declare(borg, "warehousing", origin="inferred")
    declare(cyan, "warehousing")

    actions.index_companies([borg.pk, cyan.pk])

    assert found("warehouse", "providers") == ["Cyan", "Borg"]


def test_a_page_hidden_on_request_is_not_found(acme):
    actions.index_companies([acme.pk])
    assert found("acme") == ["Acme"]

    acme.hidden_at = timezone.now()
    acme.save()
    actions.index_companies([acme.pk])

    assert found("acme") == []


def test_rights_that_begin_and_end_move_a_provider_in_and_out_of_the_scope(borg, relay_outbox):
    subscription = SubscriptionFactory(company=borg)
    with transaction.atomic():
        rights_changed.send(sender=None, company_ids=[borg.pk])
    relay_outbox()
    assert found(scope="providers") == ["Borg"]

    subscription.ends_at = timezone.now()
    subscription.save()
    with transaction.atomic():
        rights_changed.send(sender=None, company_ids=[borg.pk])
    relay_outbox()

    assert found(scope="providers") == []
    assert found("borg") == ["Borg"]


def test_a_merchant_is_never_in_the_scope_providers(acme):
    SubscriptionFactory(company=acme)

    actions.index_companies([acme.pk])

    assert found(scope="providers") == []


def test_swapping_packs_changes_neither_order_nor_points(db):
    companies = [
        CompanyFactory(name=name, category="provider", evidence_level=level)
        for name, level in (("Transport Nord", 1), ("Transport", 1), ("Sud Transport", 4), ("Alpha Transport", 1))
    ]
    packs = ["essential", "business", "premium", "essential"]
    orders = []
    for turn in range(4):
        for number, company in enumerate(companies):
            company.subscriptions.all().delete()
            SubscriptionFactory(company=company, slug=packs[(number + turn) % 4])
        actions.index_companies([company.pk for company in companies])
        hits = engine().search(search_query(text="transport")).hits
        orders.append([(hit.payload["name"], hit.score, hit.factors) for hit in hits])

    assert [name for name, *_ in orders[0]] == ["Transport", "Sud Transport", "Alpha Transport", "Transport Nord"]
    assert all(order == orders[0] for order in orders)
    assert {factor.points for _, _, factors in orders[0] for factor in factors if factor.key == "pack"} == {0}


def test_documents_of_many_companies_cost_the_same_queries_as_of_one(db, django_assert_num_queries):
    from search_index.documents.company import documents

    for size in (1, 12):
        companies = CompanyFactory.create_batch(size, category="provider")
        for company in companies:
            PlaceFactory(company=company)
            declare(company, "warehousing")
        with django_assert_num_queries(7):
            assert len(documents([company.pk for company in companies])) == size


def test_the_nightly_comparison_repairs_what_is_missing_wrong_or_left_over(acme, borg, cyan):
    actions.index_companies([acme.pk, borg.pk, cyan.pk])
    IndexEntry.objects.filter(company=acme).delete()
    Company.objects.filter(pk=borg.pk).update(name="Borg Renamed")
    Company.objects.filter(pk=cyan.pk).update(hidden_at=timezone.now())

    assert tasks.compare_index() == 3
    assert found() == ["Acme", "Borg Renamed"]
    assert tasks.compare_index() == 0


def test_rebuilding_writes_every_entry(acme, borg, capsys):
    actions.index_companies([acme.pk])

    call_command("rebuild_index")
    assert "2 companies compared, 2 entries written or deleted" in capsys.readouterr().out
    assert found() == ["Acme", "Borg"]

    call_command("rebuild_index", "--compare")
    assert "2 companies compared, 0 entries" in capsys.readouterr().out
