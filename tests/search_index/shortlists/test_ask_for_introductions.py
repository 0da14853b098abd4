"""The same request to several companies, within the quota."""

import pytest

from connections.models import Introduction
from premium.rights import use_of
from search_index.shortlists import actions
from tests.factories.companies import CompanyFactory, MemberFactory

WORDS = {"purpose_kind": "buy", "purpose": "A warehouse near Lyon", "benefit": "400 parcels a day"}
ADDRESS = "/en/search/ask/?company=borg&company=cyan&company=third"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def third(db):
    company = CompanyFactory(name="Third", slug="third", category="provider")
    MemberFactory(company=company)
    return company


def used(company) -> int:
    return use_of(company, "introductions")[0].used


@pytest.mark.parametrize(("language", "words"), [("en", "Whom do you ask?"), ("fr", "À qui vous adressez-vous")])
def test_the_form_names_everybody_and_the_cost(alice, borg, cyan, third, client_of, language, words):
    page = client_of(alice).get(ADDRESS.replace("/en/", f"/{language}/")).content.decode()

    assert words in page
    assert all(name in page for name in ("Borg", "Cyan", "Third"))


def test_these_three_are_asked_and_three_units_spent(alice, borg, cyan, third, client_of):
    answer = client_of(alice).post(ADDRESS, {"company": ["borg", "cyan", "third"], **WORDS}, follow=True)

    assert set(Introduction.objects.values_list("asked__slug", flat=True)) == {"borg", "cyan", "third"}
    assert used(alice.company) == 3
    assert "Your requests are with Borg, Cyan, Third." in answer.content.decode()


def test_only_the_ticked_ones_are_asked(alice, borg, cyan, third, client_of):
    client_of(alice).post(ADDRESS, {"company": ["cyan"], **WORDS})

    assert list(Introduction.objects.values_list("asked__slug", flat=True)) == ["cyan"]


def test_who_is_asked_already_does_not_hold_up_the_others(alice, borg, cyan, client_of):
    actions.ask_for_introductions(acting=alice, companies=[borg], **WORDS)

    answer = client_of(alice).post(ADDRESS, {"company": ["borg", "cyan"], **WORDS}, follow=True)

    assert Introduction.objects.filter(asked=cyan).count() == 1
    assert Introduction.objects.filter(asked=borg).count() == 1
    assert used(alice.company) == 2
    assert "Your request is with Cyan." in answer.content.decode()


def test_more_than_the_units_left_is_refused_before_anything_is_sent(alice, borg, cyan, third, client_of):
    limit = use_of(alice.company, "introductions")[0].limit
    for _number in range(limit - 2):
        company = CompanyFactory(category="provider")
        MemberFactory(company=company)
        actions.ask_for_introductions(acting=alice, companies=[company], **WORDS)
    before = Introduction.objects.count()

    answer = client_of(alice).post(ADDRESS, {"company": ["borg", "cyan", "third"], **WORDS})

    assert answer.status_code == 400
    assert "You have 2 introductions left: untick some companies." in answer.content.decode()
    assert WORDS["purpose"] in answer.content.decode()
    assert Introduction.objects.count() == before


def test_a_role_that_does_not_connect_is_refused(acme, borg, client_of):
    anton = MemberFactory(company=acme, role="analyst")

    assert client_of(anton).post(ADDRESS, {"company": ["borg"], **WORDS}).status_code == 403
    assert Introduction.objects.count() == 0


def test_pages_nobody_claimed_cannot_be_asked(alice, client_of):
    CompanyFactory(name="Ghost", slug="ghost", claimed_at=None)

    page = client_of(alice).get("/en/search/ask/?company=ghost").content.decode()

    assert "Nobody to ask" in page
    assert "Nobody to ask" in client_of(alice).get("/en/search/ask/").content.decode()
