"""Questions about the tree."""

import pytest
from django.db import IntegrityError, transaction

from listings.models import ActivityCode, CompanySpecialty, Specialty
from listings.selectors import specialty_choices, specialty_for_code, specialty_tree, words_by_specialty

pytestmark = pytest.mark.django_db


def slugs(questions):
    return [specialty.slug for specialty in questions]


def test_in_tree_order_a_specialty_follows_its_parent():
    ordered = slugs(Specialty.objects.in_tree_order())

    assert ordered[:5] == [
        "logistics",
        "order-fulfilment",
        "warehousing",
        "temperature-controlled-storage",
        "bonded-warehousing",
    ]
    assert len(ordered) == Specialty.objects.count()


def test_within_a_specialty_is_everything_below_it():
    found = set(slugs(Specialty.objects.within(["search-marketing"])))

    assert {"search-marketing", "seo", "technical-seo", "paid-search"} <= found
    assert "web-design" not in found
    assert slugs(Specialty.objects.within(["technical-seo"])) == ["technical-seo"]


def test_switching_off_a_specialty_takes_what_is_below_it_off_the_offer():
    Specialty.objects.filter(slug="search-marketing").update(is_active=False)

    active = set(slugs(Specialty.objects.active()))

    assert active.isdisjoint({"search-marketing", "seo", "technical-seo"})
    assert "logistics" in active


def test_the_longest_entry_decides_what_a_code_means():
    assert specialty_for_code("4225").slug == "warehousing"
    assert specialty_for_code("4219").slug == "road-freight"
    assert specialty_for_code("6211") is None
    assert specialty_for_code("") is None


def test_an_entry_without_specialty_stops_the_search_for_shorter_ones():
    ActivityCode.objects.create(code="4219", specialty=None)

    assert specialty_for_code("4219") is None


def test_the_tree_is_read_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = specialty_tree()

    assert tree[0].specialty.slug == "logistics"
    assert [branch.specialty.slug for branch in tree[0].branches][:2] == ["order-fulfilment", "warehousing"]
    assert tree[0].branches[1].branches[0].specialty.slug == "temperature-controlled-storage"


def test_the_choices_are_grouped_by_the_top_of_the_tree():
    groups = dict(specialty_choices())

    options = [slug for slug, _label in groups["Logistique et préparation de commandes"]]
    assert options[:4] == ["logistics", "order-fulfilment", "warehousing", "temperature-controlled-storage"]


def test_the_index_finds_a_specialty_by_the_words_above_it(django_assert_num_queries):
    warehousing = Specialty.objects.get(slug="warehousing")

    with django_assert_num_queries(1):
        words = words_by_specialty()[warehousing.pk]

    assert words.slugs == ("warehousing", "logistics")
    assert {"entrepôt", "warehouse", "logistics", "logistique"} <= set(words.synonyms)
    assert words.names[:2] == ("Entreposage et stockage", "Warehousing and storage")


def test_a_name_follows_the_readers_language():
    from django.utils.translation import override

    seo = Specialty.objects.get(slug="seo")

    with override("fr"):
        assert seo.name == "Référencement naturel (SEO)"
    with override("en"):
        assert seo.name == "Organic search (SEO)"
        assert "organic traffic" in seo.synonyms


def test_the_database_forbids_a_specialty_twice_and_a_guess_with_words(borg):
    seo = Specialty.objects.get(slug="seo")
    CompanySpecialty.objects.create(company=borg, specialty=seo, origin="declared", sentence="We do it.")

    with pytest.raises(IntegrityError), transaction.atomic():
        CompanySpecialty.objects.create(company=borg, specialty=seo, origin="inferred")
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanySpecialty.objects.update(origin="inferred")
    with pytest.raises(IntegrityError), transaction.atomic():
        Specialty.objects.filter(pk=seo.pk).update(parent=seo.pk)

    assert CompanySpecialty.objects.get().origin == "declared"
