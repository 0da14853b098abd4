"""Loading the shipped taxonomy never undoes what an operator did."""

import pytest

from listings import taxonomy
from listings.models import ActivityCode, Specialty

pytestmark = pytest.mark.django_db


def load():
    taxonomy.load(Specialty, ActivityCode)


def test_a_migrated_database_has_the_whole_taxonomy():
    assert Specialty.objects.count() == len(taxonomy.shipped_specialties())
    assert ActivityCode.objects.count() == len(taxonomy.shipped_activity_codes())
    assert Specialty.objects.get(slug="technical-seo").parent.slug == "seo"


def test_loading_again_reads_twice_and_writes_nothing(django_assert_num_queries):
    with django_assert_num_queries(4):  # two reads between the savepoint and its release
        load()


def test_what_an_emptied_database_lost_is_loaded_again():
    ActivityCode.objects.all().delete()
    Specialty.objects.filter(parent__parent__isnull=False).delete()
    Specialty.objects.filter(parent__isnull=False).delete()
    Specialty.objects.all().delete()

    load()

    assert Specialty.objects.count() == len(taxonomy.shipped_specialties())
    assert ActivityCode.objects.get(code="4225").specialty.slug == "warehousing"


def test_an_operators_edit_survives_every_later_load():
    specialty = Specialty.objects.get(slug="warehousing")
    specialty.name_fr = "Entrepôts"
    specialty.save()
    Specialty.objects.filter(slug="sylius").update(is_active=False)
    code = ActivityCode.objects.get(code="4225")
    code.specialty = Specialty.objects.get(slug="order-fulfilment")
    code.save()

    load()

    assert Specialty.objects.get(slug="warehousing").name_fr == "Entrepôts"
    assert Specialty.objects.get(slug="sylius").is_active is False
    assert ActivityCode.objects.get(code="4225").specialty.slug == "order-fulfilment"


def test_a_specialty_of_the_operators_own_is_left_alone():
    Specialty.objects.create(slug="drone-delivery", name_en="Drones", name_fr="Drones")

    load()

    assert Specialty.objects.get(slug="drone-delivery").name_en == "Drones"


def test_a_correction_of_the_shipped_words_reaches_rows_nobody_edited():
    row = Specialty.objects.get(slug="warehousing")
    row.name_fr = "Entreposage avec une faute"
    row.shipped_digest = taxonomy.digest(taxonomy._specialty_values(row))
    row.save()

    load()

    assert Specialty.objects.get(slug="warehousing").name_fr == "Entreposage et stockage"
