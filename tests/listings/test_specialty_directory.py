"""The public directory lists every specialty on offer."""

import pytest
from django.urls import reverse

from listings.models import Specialty

pytestmark = pytest.mark.django_db


def test_anybody_reads_the_directory_in_both_languages(client):
    french = client.get("/fr/specialties/").content.decode()
    english = client.get("/en/specialties/").content.decode()

    assert "Référencement naturel (SEO)" in french
    assert "Organic search (SEO)" in english
    assert "?specialty=technical-seo" in english


def test_a_specialty_switched_off_is_not_listed(client):
    Specialty.objects.filter(slug="search-marketing").update(is_active=False)

    page = client.get(reverse("listings:specialties")).content.decode()

    assert "?specialty=seo" not in page
    assert "?specialty=logistics" in page


def test_the_tree_costs_one_query_whatever_its_size(client, django_assert_max_num_queries):
    client.get(reverse("listings:specialties"))

    with django_assert_max_num_queries(3):
        client.get(reverse("listings:specialties"))
