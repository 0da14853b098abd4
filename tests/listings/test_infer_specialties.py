"""Imported companies get the specialty their activity code implies, marked as a guess."""

import pytest
from django.utils import timezone

from companies.models import Section
from companies.signals import companies_imported
from listings.actions.inference import infer_again, infer_specialties
from listings.models import ActivityCode, CompanySpecialty, Specialty
from listings.signals import specialties_changed
from tests.factories.companies import CompanyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """Company ids told by `specialties_changed`."""
    told = []

    def listen(company_ids, **_arguments):
        told.extend(company_ids)

    specialties_changed.connect(listen)
    yield told
    specialties_changed.disconnect(listen)


def specialty_of(company):
    return [(row.specialty.slug, row.origin) for row in company.company_specialties.select_related("specialty")]


def test_an_import_gives_each_company_the_specialty_of_its_code(heard, django_capture_on_commit_callbacks):
    warehouse, bank, fund = CompanyFactory.create_batch(3, claimed_at=None)

    with django_capture_on_commit_callbacks(execute=True):
        companies_imported.send(sender=None, activity_codes={warehouse.pk: "4225", bank.pk: "6021", fund.pk: "6799"})

    assert specialty_of(warehouse) == [("warehousing", "inferred")]
    assert specialty_of(bank) == [("business-banking", "inferred")]
    assert specialty_of(fund) == []
    assert heard == [warehouse.pk, bank.pk]


def test_inferring_again_changes_nothing(heard, django_capture_on_commit_callbacks):
    company = CompanyFactory()
    infer_specialties({company.pk: "4225"})
    row = CompanySpecialty.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        changed = infer_specialties({company.pk: "4225"})

    assert changed == 0
    assert CompanySpecialty.objects.get().pk == row.pk
    assert heard == []


def test_a_new_code_replaces_the_old_guess():
    company = CompanyFactory()
    infer_specialties({company.pk: "4225"})

    assert infer_specialties({company.pk: "7311"}) == 1
    assert specialty_of(company) == [("advertising-agencies", "inferred")]

    assert infer_specialties({company.pk: ""}) == 1
    assert specialty_of(company) == []


def test_a_company_that_has_spoken_is_left_alone():
    company = CompanyFactory()
    Section.objects.create(company=company, kind="specialties", saved_at=timezone.now(), confirmed_at=timezone.now())

    assert infer_specialties({company.pk: "4225"}) == 0
    assert specialty_of(company) == []


def test_a_thousand_companies_cost_as_many_queries_a_batch_as_one(django_assert_max_num_queries):
    companies = CompanyFactory.create_batch(30)

    with django_assert_max_num_queries(8):
        assert infer_specialties({company.pk: "4225" for company in companies}) == 30


def test_companies_follow_when_the_operator_maps_their_code_elsewhere():
    company = CompanyFactory(activity_code="4225")
    other = CompanyFactory(activity_code="7311")
    infer_specialties({company.pk: "4225", other.pk: "7311"})
    ActivityCode.objects.filter(code="4225").update(specialty=Specialty.objects.get(slug="order-fulfilment"))

    assert infer_again("42") == 1
    assert specialty_of(company) == [("order-fulfilment", "inferred")]
    assert specialty_of(other) == [("advertising-agencies", "inferred")]
