"""The shortlist of a team."""

import pytest
from django.db import IntegrityError, transaction

from companies.models import JournalEntry
from search_index.shortlists import actions
from search_index.shortlists.exceptions import OurselvesShortlisted, ShortlistFull
from search_index.shortlists.models import Shortlisted, ShortlistNote
from tests.factories.companies import CompanyFactory, MemberFactory

ADDRESS = "/en/search/shortlist/"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def anton(acme):
    return MemberFactory(company=acme, role="analyst", user__name="Anton Weber")


def test_what_one_keeps_the_whole_team_sees(alice, anton, borg, client_of):
    client_of(alice).post("/en/search/shortlist/add/borg/")

    page = client_of(anton).get(ADDRESS).content.decode()

    assert "Borg" in page
    assert "Added by Alice Martin" in page
    assert JournalEntry.objects.filter(company=alice.company, act="shortlist.added", subject="Borg").count() == 1


def test_twice_is_once(alice, anton, borg):
    first = actions.add_to_shortlist(acting=alice, company=borg)

    assert actions.add_to_shortlist(acting=anton, company=borg) == first
    assert Shortlisted.objects.count() == 1


def test_another_company_sees_nothing_and_touches_nothing(alice, borg, cyan, owner_of, client_of):
    entry = actions.add_to_shortlist(acting=alice, company=borg)
    carol = client_of(owner_of(cyan))

    assert "Borg" not in carol.get(ADDRESS).content.decode()
    assert carol.post(f"/en/search/shortlist/{entry.pk}/note/", {"text": "Ha"}).status_code == 404
    assert carol.post(f"/en/search/shortlist/{entry.pk}/remove/").status_code == 404
    assert Shortlisted.objects.count() == 1
    assert ShortlistNote.objects.count() == 0


def test_ones_own_company_is_refused(alice):
    with pytest.raises(OurselvesShortlisted):
        actions.add_to_shortlist(acting=alice, company=alice.company)

    assert Shortlisted.objects.count() == 0


def test_the_database_forbids_to_shortlist_oneself(acme):
    with pytest.raises(IntegrityError), transaction.atomic():
        Shortlisted.objects.create(company=acme, candidate=acme)


def test_the_shortlist_has_an_end(alice, borg, monkeypatch):
    monkeypatch.setattr(actions, "MOST_SHORTLISTED", 1)
    actions.add_to_shortlist(acting=alice, company=CompanyFactory())

    with pytest.raises(ShortlistFull):
        actions.add_to_shortlist(acting=alice, company=borg)

    assert Shortlisted.objects.count() == 1


@pytest.mark.parametrize(("language", "words"), [("en", "Write a note"), ("fr", "Écrivez une note")])
def test_the_team_writes_notes_and_everybody_deletes_only_his_own(alice, anton, borg, client_of, language, words):
    entry = actions.add_to_shortlist(acting=alice, company=borg)
    client_of(anton).post(f"/en/search/shortlist/{entry.pk}/note/", {"text": "Answers fast <b>"})
    note = ShortlistNote.objects.get()

    page = client_of(alice).get(f"/{language}/search/shortlist/").content.decode()
    refused = client_of(alice).post(f"/en/search/shortlist/notes/{note.pk}/delete/")

    assert words in page
    assert "Answers fast &lt;b&gt;" in page
    assert refused.status_code == 404
    client_of(anton).post(f"/en/search/shortlist/notes/{note.pk}/delete/")
    assert ShortlistNote.objects.count() == 0


def test_an_empty_note_keeps_the_page_and_says_what_to_do(alice, borg, client_of):
    entry = actions.add_to_shortlist(acting=alice, company=borg)

    answer = client_of(alice).post(f"/en/search/shortlist/{entry.pk}/note/", {"text": ""})

    assert answer.status_code == 400
    assert "Write the note first." in answer.content.decode()


def test_a_removed_company_is_gone_with_its_notes(alice, borg, client_of):
    entry = actions.add_to_shortlist(acting=alice, company=borg)
    actions.write_note(acting=alice, entry=entry, text="Slow")

    client_of(alice).post(f"/en/search/shortlist/{entry.pk}/remove/")

    assert Shortlisted.objects.count() == ShortlistNote.objects.count() == 0
    assert "Nobody is on the shortlist yet" in client_of(alice).get(ADDRESS).content.decode()


def test_a_hidden_company_leaves_the_list(alice, borg, client_of):
    actions.add_to_shortlist(acting=alice, company=borg)
    borg.hidden_at = borg.created_at
    borg.save()

    assert "Borg" not in client_of(alice).get(ADDRESS).content.decode()


def test_the_company_page_offers_to_keep(alice, borg, client_of):
    page = client_of(alice).get("/en/companies/borg/").content.decode()
    assert "Add to the shortlist" in page

    actions.add_to_shortlist(acting=alice, company=borg)

    assert "Your team keeps this company." in client_of(alice).get("/en/companies/borg/").content.decode()


def test_the_list_spends_the_same_queries_with_two_and_with_twenty(alice, client_of, django_assert_max_num_queries):
    client = client_of(alice)
    for number in range(2):
        entry = actions.add_to_shortlist(acting=alice, company=CompanyFactory())
        actions.write_note(acting=alice, entry=entry, text=f"Note {number}")
    client.get(ADDRESS)
    with django_assert_max_num_queries(12) as few:
        client.get(ADDRESS)
    for number in range(18):
        entry = actions.add_to_shortlist(acting=alice, company=CompanyFactory())
        actions.write_note(acting=alice, entry=entry, text=f"Note {number}")
    with django_assert_max_num_queries(len(few)):
        client.get(ADDRESS)
