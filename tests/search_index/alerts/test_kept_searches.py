"""Keep a search, change how often it tells, delete it."""

import pytest

from search_index.alerts import actions
from search_index.alerts.exceptions import TooManySearches, TooWide
from search_index.alerts.links import off_token
from search_index.alerts.models import SavedSearch
from search_index.models import IndexEntry
from tests.factories.companies import CompanyFactory

KEEP = "/en/search/kept/add/?q=wine&where=Lyon&radius=25&scope=companies&page=3&sort=name"


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def kept(alice):
    return actions.save_search(acting=alice, name="Wine", address="q=wine&scope=companies", frequency="at_once")


@pytest.mark.parametrize(("language", "words"), [("en", "Keep the search"), ("fr", "Garder la recherche")])
def test_a_search_gets_a_name_from_what_it_asks(alice, client_of, language, words):
    page = client_of(alice).get(KEEP.replace("/en/", f"/{language}/")).content.decode()

    assert words in page
    assert "wine" in page
    assert "Lyon" in page


def test_a_kept_search_is_the_address_without_page_and_order(alice, client_of):
    client_of(alice).post(KEEP, {"name": "Wine in Lyon", "frequency": "weekly"})

    search = SavedSearch.objects.get()
    assert search.address == "q=wine&where=Lyon&radius=25&scope=companies"
    assert (search.name, search.frequency) == ("Wine in Lyon", "weekly")
    page = client_of(alice).get("/en/search/kept/").content.decode()
    assert "Wine in Lyon" in page
    assert "/en/search/?q=wine&amp;where=Lyon&amp;radius=25&amp;scope=companies" in page


def test_the_same_search_is_kept_once(alice, kept):
    again = actions.save_search(acting=alice, name="Wine again", address=kept.address, frequency="off")

    assert again.pk == kept.pk
    assert SavedSearch.objects.get().name == "Wine again"


def test_a_search_without_a_name_is_not_kept(alice, client_of):
    answer = client_of(alice).post(KEEP, {"name": "", "frequency": "daily"})

    assert answer.status_code == 400
    assert SavedSearch.objects.count() == 0


def test_there_is_an_end_to_keeping(alice, kept, monkeypatch):
    monkeypatch.setattr(actions, "MOST_KEPT", 1)

    with pytest.raises(TooManySearches):
        actions.save_search(acting=alice, name="More", address="q=more", frequency="off")

    assert SavedSearch.objects.count() == 1


def test_news_of_nearly_everybody_are_refused_and_the_page_says_so(alice, client_of, monkeypatch):
    from search_index.actions import index_companies

    monkeypatch.setattr(actions, "MOST_MATCHES", 2)
    companies = CompanyFactory.create_batch(3)
    index_companies([company.pk for company in companies])

    with pytest.raises(TooWide):
        actions.save_search(acting=alice, name="All", address="scope=companies", frequency="daily")
    answer = client_of(alice).post("/en/search/kept/add/?scope=companies", {"name": "All", "frequency": "daily"})

    assert answer.status_code == 409
    assert "narrow it, or keep it without news" in answer.content.decode()
    assert IndexEntry.objects.count() == 3
    assert SavedSearch.objects.count() == 0


def test_nobody_else_finds_it(kept, borg, owner_of, client_of):
    bob = client_of(owner_of(borg))

    assert bob.post(f"/en/search/kept/{kept.pk}/delete/").status_code == 404
    assert bob.post(f"/en/search/kept/{kept.pk}/frequency/", {"frequency": "off"}).status_code == 404
    assert SavedSearch.objects.get().frequency == "at_once"


def test_frequency_and_deletion(alice, kept, client_of):
    client = client_of(alice)

    client.post(f"/en/search/kept/{kept.pk}/frequency/", {"frequency": "weekly"})
    assert SavedSearch.objects.get().frequency == "weekly"
    client.post(f"/en/search/kept/{kept.pk}/frequency/", {"frequency": "hourly"})
    assert SavedSearch.objects.get().frequency == "weekly"

    client.post(f"/en/search/kept/{kept.pk}/delete/")
    assert SavedSearch.objects.count() == 0
    assert "You keep no search yet" in client.get("/en/search/kept/").content.decode()


def test_the_link_of_a_mail_only_shows_a_page_and_its_button_switches_off(client, kept):
    address = f"/en/search/kept/off/{off_token(kept)}/"

    page = client.get(address).content.decode()
    assert "Stop the news of “Wine”?" in page
    assert SavedSearch.objects.get().frequency == "at_once"

    done = client.post(address).content.decode()
    assert "No more news of “Wine”" in done
    assert SavedSearch.objects.get().frequency == "off"


def test_a_changed_link_switches_nothing_off(client, kept):
    answer = client.post(f"/en/search/kept/off/{off_token(kept)}x/")

    assert answer.status_code == 404
    assert "no longer kept" in answer.content.decode()
    assert SavedSearch.objects.get().frequency == "at_once"
