"""From a changed company to one mail that says what newly matches."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.utils import timezone

from companies.actions.sections import save_section, section_of
from companies.models import Member
from companies.signals import company_changed
from listings.models import CompanySpecialty, Specialty
from listings.signals import specialties_changed
from network.common.signals import announce
from search_index.actions import index_companies
from search_index.alerts import actions, schedule
from search_index.alerts.models import Alert, SavedMatch, SavedSearch
from tests.factories.companies import CompanyFactory, PlaceFactory
from tests.factories.premium import SubscriptionFactory

PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def alice(acme, owner_of) -> Member:
    return owner_of(acme)


@pytest.fixture
def bob(borg, owner_of) -> Member:
    SubscriptionFactory(company=borg)
    PlaceFactory(company=borg, city="Madrid", country="ES")
    index_companies([borg.pk])
    return owner_of(borg)


@pytest.fixture
def settle(relay_outbox):
    """The worker's ticks, until nothing is left to do: index, look, tell, send."""

    def settled():
        while relay_outbox():
            pass

    return settled


@pytest.fixture
def keep(alice):
    def kept(address: str, frequency: str = "at_once", name: str = "Mine") -> SavedSearch:
        return actions.save_search(acting=alice, name=name, address=address, frequency=frequency)

    return kept


@pytest.fixture
def write(bob):
    """Borg's page changes."""

    def written(kind: str, **content):
        version = section_of(bob.company, kind).version
        save_section(acting=bob, kind=kind, content=content, base_version=version)

    return written


def declare(company, slug: str) -> None:
    CompanySpecialty.objects.create(company=company, specialty=Specialty.objects.get(slug=slug), origin="declared")
    announce(specialties_changed, company_ids=[company.pk])


def mails() -> list[str]:
    return [message.body for message in mail.outbox if "Mine" in message.body or "Other" in message.body]


def test_a_new_match_is_told_at_once_with_what_it_newly_answers(bob, keep, settle):
    keep("where=Madrid&specialty=warehousing")

    declare(bob.company, "warehousing")
    settle()

    assert len(mails()) == 1
    assert "Borg newly answers your search" in mail.outbox[-1].subject
    assert "Borg (Specialty: Warehousing and storage)" in mails()[0]
    assert "/search/kept/off/" in mails()[0]
    assert mail.outbox[-1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_cosmetic_edit_fires_nothing(bob, keep, write, settle):
    keep("q=borg")

    write("presentation", text="We are Borg, and we are glad.")
    write("presentation", text="We are Borg, and we are very glad.")
    settle()

    assert mails() == []
    assert Alert.objects.count() == 0


def test_a_word_a_technology_and_a_country_served_are_named(bob, keep, write, settle):
    keep("q=champagne&technology=odoo&area=FR")
    write("presentation", text="We ship champagne.")
    settle()
    assert mails() == []

    write("practical", service_areas=["eu"], technologies=["odoo"])
    settle()

    assert "Borg (Serves clients in: France, Technology: Odoo)" in mails()[0]


def test_a_new_company_is_said_to_be_new(alice, keep, settle):
    keep("q=zanzibar&scope=companies")
    company = CompanyFactory(name="Zanzibar Spices")

    announce(company_changed, company_ids=[company.pk])
    settle()

    assert "Zanzibar Spices (new on Comptoir)" in mails()[0]


def test_a_provider_that_buys_a_pack_is_newly_listed(cyan, keep, settle):
    index_companies([cyan.pk])
    keep("q=cyan")
    SubscriptionFactory(company=cyan)

    announce(company_changed, company_ids=[cyan.pk])
    settle()

    assert "Cyan (now listed as a provider)" in mails()[0]


def test_who_moves_near_is_said_to_be_near(bob, keep, write, settle):
    keep("q=borg&where=Lyon&radius=50")

    write("places", places=[{"kind": "headquarters", "city": "Villeurbanne", "country": "FR"}])
    settle()

    assert "Borg (now near Lyon, France)" in mails()[0]


def test_it_is_told_once_and_again_only_after_it_had_left(bob, keep, write, settle):
    search = keep("q=champagne")

    write("presentation", text="Champagne.")
    settle()
    write("presentation", text="Champagne and wine.")
    settle()
    assert len(mails()) == 1

    write("presentation", text="Wine.")
    settle()
    assert not SavedMatch.objects.filter(search=search).exists()
    write("presentation", text="Champagne.")
    settle()
    assert len(mails()) == 2


def test_several_searches_and_companies_are_rolled_into_one_mail(bob, cyan, keep, write, settle):
    keep("q=champagne&scope=companies")
    keep("technology=odoo", name="Other")
    write("presentation", text="Champagne.")
    write("practical", service_areas=[], technologies=["odoo"])
    cyan.offer = "Champagne"
    cyan.claimed_at = None
    cyan.save()
    announce(company_changed, company_ids=[cyan.pk])

    settle()

    assert len(mails()) == 1
    assert "2 companies newly answer your searches" in mail.outbox[-1].subject


def test_a_french_reader_reads_french(alice, bob, keep, write, settle):
    alice.user.language = "fr"
    alice.user.save()
    keep("q=champagne")

    write("presentation", text="Champagne.")
    settle()

    assert "Borg répond désormais à votre recherche" in mail.outbox[-1].subject
    assert "mentionne désormais «\N{NO-BREAK SPACE}champagne\N{NO-BREAK SPACE}»" in mails()[0]


def in_paris(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of the week that begins on the next Monday but one, whatever today is."""
    monday = timezone.now().astimezone(PARIS).date() + timedelta(days=14)
    monday -= timedelta(days=monday.weekday())
    return datetime.combine(monday + timedelta(days=day), time(hour, minute), PARIS)


def test_daily_news_wait_for_the_persons_morning_and_come_once(alice, bob, keep, write, settle, time_machine):
    evening, early, morning = in_paris(0, 21), in_paris(1, 6, 30), in_paris(1, 7, 5)
    time_machine.move_to(evening, tick=False)
    keep("q=champagne", "daily")
    write("presentation", text="Champagne.")
    settle()
    assert mails() == []

    time_machine.move_to(early, tick=False)
    assert schedule.tell_whoever_is_due() == 0
    time_machine.move_to(morning, tick=False)
    assert schedule.tell_whoever_is_due() == 1
    assert schedule.tell_whoever_is_due() == 0
    settle()

    assert len(mails()) == 1


def test_weekly_news_wait_for_monday(alice, bob, keep, write, settle, time_machine):
    tuesday, wednesday, next_monday = in_paris(1, 21), in_paris(2, 10), in_paris(7, 10)
    time_machine.move_to(tuesday, tick=False)
    keep("q=champagne", "weekly")
    write("presentation", text="Champagne.")
    settle()

    time_machine.move_to(wednesday, tick=False)
    assert schedule.tell_whoever_is_due() == 0
    time_machine.move_to(next_monday, tick=False)
    assert schedule.tell_whoever_is_due() == 1


def test_switched_off_it_learns_nothing_and_switched_on_again_tells_only_what_comes_then(bob, keep, write, settle):
    search = keep("q=champagne", "off")
    write("presentation", text="Champagne.")
    settle()

    actions.set_frequency(search=search, frequency="at_once")
    write("presentation", text="Champagne, really.")
    settle()

    assert mails() == []


def test_who_left_the_company_hears_nothing(alice, bob, keep, write, settle):
    keep("q=champagne")
    Member.objects.filter(pk=alice.pk).update(ended_at=timezone.now() - timedelta(days=1))

    write("presentation", text="Champagne.")
    settle()

    assert mails() == []


def test_the_page_of_kept_searches_shows_the_news(alice, bob, keep, write, settle, client_of):
    keep("q=champagne")
    write("presentation", text="Champagne.")
    settle()

    page = client_of(alice).get("/en/search/kept/").content.decode()

    assert "/en/companies/borg/" in page
    assert "now mentions “champagne”" in page
