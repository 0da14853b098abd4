"""Synonyms: one module for both engines, edited in the back office, in force with the next search."""

import pytest
from django.urls import reverse

from search_index import actions
from search_index.models import SynonymGroup
from search_index.query import search_query
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory


@pytest.fixture
def operator(client, db):
    person = UserFactory(is_staff=True, is_superuser=True, language="en")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_group_saved_is_in_force_with_the_next_search_of_each_engine(engine, known, names_found):
    known("Sud Fret", offer="zorglub et plus")
    assert names_found("frobnitz") == []

    group = SynonymGroup.objects.create(words=["Frobnitz", "zorglubs"])
    assert names_found("FROBNITZ") == ["Sud Fret"]

    group.is_active = False
    group.save()
    assert names_found("frobnitz") == []


def test_expressions_of_several_words_stand_for_acronyms_both_ways(engine, known, names_found):
    known("Un", specialty="third-party logistics")
    known("Deux", offer="3PL pour boutiques")
    known("Trois", offer="logistics for a party of three")

    assert names_found("3PL") == ["Un", "Deux"]
    assert names_found("3pl boutique") == ["Deux"]
    assert names_found("prestataire logistique")[:2] == ["Un", "Deux"]
    assert names_found("third party logistics") == ["Un", "Deux"]


def test_a_synonym_does_not_count_as_a_name_and_the_panel_says_what_was_found(engine, known):
    known("Warehouse Express")
    known("Entrepôt Express")

    hits = engine.search(search_query(text="entrepôt", scope="companies")).hits

    assert [hit.payload["name"] for hit in hits] == ["Entrepôt Express", "Warehouse Express"]
    assert hits[1].found[0].instead == "warehouse"
    assert hits[1].factors[0].points == 555
    assert sum(factor.points for factor in hits[1].factors) == hits[1].score


@pytest.mark.parametrize("typed", ["seo", "S.E.O.", "référencement naturel", "search engine optimisation"])
def test_trade_acronyms_are_shipped_in_french_and_english(known, names_found, typed):
    known("Sillage", offer="Référencement de boutiques, SEO")

    assert names_found(typed)[:1] == ["Sillage"]


def test_an_operator_edits_a_group_and_is_told_what_is_missing(operator):
    page = operator.post(reverse("synonymgroup:add"), {"words": "alone", "is_active": "on"})
    assert b"Write at least two words" in page.content
    assert not SynonymGroup.objects.filter(words=["alone"]).exists()

    operator.post(reverse("synonymgroup:add"), {"words": "flute\ntraverso\n\nflute", "is_active": "on"})
    group = SynonymGroup.objects.get(words=["flute", "traverso"])

    operator.post(reverse("synonymgroup:edit", args=[group.pk]), {"words": "flute\npiccolo", "is_active": "on"})
    group.refresh_from_db()
    assert group.words == ["flute", "piccolo"]
    assert b"piccolo" in operator.get(reverse("synonymgroup:index")).content


def test_searches_are_tried_before_a_group_is_kept(operator):
    company = CompanyFactory(name="Maison Piccolo", category="merchant")
    actions.index_companies([company.pk])
    before = SynonymGroup.objects.count()

    page = operator.get(reverse("search_office:try_synonyms"), {"words": "traverso\npiccolo", "searches": "traverso"})

    assert b"traverso / piccolo" in page.content
    assert page.content.count(b"Maison Piccolo") == 1
    assert SynonymGroup.objects.count() == before
    assert operator.get(reverse("search_office:try_synonyms")).status_code == 200


def test_who_may_not_change_synonyms_may_not_try_them(client, db):
    client.force_login(UserFactory(is_staff=True), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get(reverse("search_office:try_synonyms")).status_code in {302, 403}
