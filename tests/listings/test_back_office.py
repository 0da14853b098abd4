"""The operator edits the taxonomy in the back office."""

import pytest
from django.urls import reverse

from listings.models import ActivityCode, Specialty
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def operator(client):
    person = UserFactory(is_staff=True, is_superuser=True, language="en")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def fields_of(specialty, **changes):
    return {
        "name_en": specialty.name_en,
        "name_fr": specialty.name_fr,
        "synonyms_en": "\n".join(specialty.synonyms_en),
        "synonyms_fr": "\n".join(specialty.synonyms_fr),
        "parent": specialty.parent_id or "",
        "position": specialty.position,
        "is_active": "on",
        **changes,
    }


def test_the_list_shows_the_whole_tree(operator, django_assert_max_num_queries):
    operator.get(reverse("specialty:index"))

    with django_assert_max_num_queries(20):
        page = operator.get(reverse("specialty:index"))

    assert page.status_code == 200
    assert b"Bonded warehousing" in page.content
    assert reverse("specialty:edit", args=[Specialty.objects.get(slug="seo").pk]) in page.content.decode()


def test_the_list_is_searched_by_synonym(operator):
    page = operator.get(reverse("specialty:index_results"), {"q": "entrepôt frigorifique"})

    assert b"Temperature-controlled storage" in page.content
    assert b"Payment" not in page.content


def test_names_and_synonyms_are_edited(operator):
    seo = Specialty.objects.get(slug="seo")

    answer = operator.post(
        reverse("specialty:edit", args=[seo.pk]),
        fields_of(seo, name_fr="Référencement", synonyms_fr=" SEO \n\nranking\nSEO"),
    )

    seo.refresh_from_db()
    assert answer.status_code == 302
    assert seo.name_fr == "Référencement"
    assert seo.synonyms_fr == ["SEO", "ranking"]
    assert seo.slug == "seo"


def test_a_specialty_is_added_under_another(operator):
    logistics = Specialty.objects.get(slug="logistics")

    answer = operator.post(
        reverse("specialty:add"),
        {
            "name_en": "Drone delivery",
            "name_fr": "Livraison par drone",
            "slug": "drone-delivery",
            "parent": logistics.pk,
            "position": 300,
            "is_active": "on",
        },
    )

    assert answer.status_code == 302
    assert Specialty.objects.get(slug="drone-delivery").parent == logistics


def test_a_move_that_would_loop_is_explained_beside_the_field(operator):
    marketing = Specialty.objects.get(slug="search-marketing")
    below = Specialty.objects.get(slug="seo")

    page = operator.post(reverse("specialty:edit", args=[marketing.pk]), fields_of(marketing, parent=below.pk))

    assert page.status_code == 200
    assert "parent" in page.context["form"].errors
    assert Specialty.objects.get(slug="search-marketing").parent is None


def test_a_specialty_is_switched_off_and_never_deleted(operator):
    sylius = Specialty.objects.get(slug="sylius")
    fields = fields_of(sylius)
    del fields["is_active"]

    operator.post(reverse("specialty:edit", args=[sylius.pk]), fields)
    refused = operator.post(reverse("specialty:delete", args=[sylius.pk]))

    assert Specialty.objects.get(slug="sylius").is_active is False
    assert refused.status_code == 302
    assert refused.url == reverse("wagtailadmin_home")


def test_an_activity_code_is_mapped_elsewhere(operator):
    entry = ActivityCode.objects.get(code="7389")

    answer = operator.post(
        reverse("activitycode:edit", args=[entry.pk]),
        {"specialty": Specialty.objects.get(slug="call-centres").pk, "description": entry.description},
    )

    assert answer.status_code == 302
    assert ActivityCode.objects.get(code="7389").specialty.slug == "call-centres"
    assert operator.get(reverse("activitycode:index")).status_code == 200
    assert operator.get(reverse("activitycode:add")).status_code == 200
