"""The desk: what waits for the member, then what followed companies did."""

from datetime import timedelta

import pytest
from django.utils import timezone

from companies.roles import Role
from connections.actions.follows import follow, unfollow
from network.common.activity import tell_activity
from network.feed.models import Activity, FeedEntry
from tests.factories.companies import CompanyFactory, MemberFactory

DESK = "/en/desk/"


def add_entries(reader, count: int) -> None:
    """So many acts of as many companies in one feed."""
    companies = [CompanyFactory() for _number in range(count)]
    now = timezone.now()
    activities = Activity.objects.bulk_create(
        [
            Activity(key=f"updated:{company.pk}", kind="updated", company=company, at=now - timedelta(minutes=number))
            for number, company in enumerate(companies)
        ]
    )
    FeedEntry.objects.bulk_create(
        [FeedEntry(reader=reader, activity=activity, at=activity.at) for activity in activities]
    )


def test_an_empty_desk_says_what_to_do_next(acme, owner_of, client_of):
    page = client_of(owner_of(acme)).get(DESK).content.decode()

    assert "Nothing new yet" in page
    assert "Look for companies" in page
    assert "parts of our page to complete" in page
    assert "colleague to invite: you are alone here" in page
    assert '<a href="#to-do">2 things wait for you</a>' in page


def test_who_may_not_edit_or_invite_is_not_asked_to(acme, client_of):
    analyst = MemberFactory(company=acme, role=Role.ANALYST)

    page = client_of(analyst).get(DESK).content.decode()

    assert "Nothing waits for you" in page
    assert "to complete" not in page


@pytest.mark.parametrize(("language", "words"), [("en", "updated its page"), ("fr", "a mis à jour sa page")])
def test_followers_read_what_a_company_did(acme, borg, owner_of, client_of, relay_outbox, language, words):
    follow(acting=owner_of(acme), company=borg)
    tell_activity("updated:borg:today", "updated", company_id=borg.pk)

    relay_outbox()
    page = client_of(owner_of(acme)).get(f"/{language}/desk/").content.decode()

    assert words in page
    assert "Borg" in page


def test_an_act_told_twice_is_read_once(acme, borg, owner_of, relay_outbox):
    follow(acting=owner_of(acme), company=borg)
    tell_activity("updated:borg:today", "updated", company_id=borg.pk)
    tell_activity("updated:borg:today", "updated", company_id=borg.pk)

    relay_outbox()

    assert FeedEntry.objects.filter(reader=acme, activity__key="updated:borg:today").count() == 1


def test_a_new_follower_finds_the_latest_acts(acme, borg, owner_of, relay_outbox):
    tell_activity("updated:borg:today", "updated", company_id=borg.pk)
    relay_outbox()

    follow(acting=owner_of(acme), company=borg)
    relay_outbox()

    assert FeedEntry.objects.filter(reader=acme).count() == 1


def test_who_stops_following_reads_no_more(acme, borg, owner_of, relay_outbox):
    follow(acting=owner_of(acme), company=borg)
    tell_activity("updated:borg:today", "updated", company_id=borg.pk)
    relay_outbox()

    unfollow(acting=owner_of(acme), company=borg)
    relay_outbox()

    assert not FeedEntry.objects.filter(reader=acme).exists()


def test_a_feed_goes_on_page_by_page(acme, owner_of, client_of):
    add_entries(acme, 25)
    client = client_of(owner_of(acme))

    first = client.get(DESK)
    second = client.get(DESK, {"before": first.context["feed"].next_before})

    assert len(first.context["feed"].entries) == 20
    assert len(second.context["feed"].entries) == 5
    assert second.context["feed"].next_before is None


def test_nonsense_in_the_address_shows_the_first_page(acme, owner_of, client_of):
    assert client_of(owner_of(acme)).get(DESK, {"before": "-1 or 1=1"}).status_code == 200


def test_the_desk_costs_the_same_with_ten_times_the_news(acme, owner_of, client_of, django_assert_max_num_queries):
    client = client_of(owner_of(acme))
    client.get(DESK)
    add_entries(acme, 2)
    with django_assert_max_num_queries(20) as few:
        client.get(DESK)

    add_entries(acme, 20)
    with django_assert_max_num_queries(20) as many:
        client.get(DESK)

    assert len(many) == len(few)


@pytest.mark.parametrize(("language", "words"), [("en", "is a client of"), ("fr", "est cliente de")])
def test_a_connection_is_told_by_its_kind(acme, borg, owner_of, client_of, relay_outbox, language, words):
    follow(acting=owner_of(acme), company=borg)
    tell_activity("connected:1", "connected", company_id=borg.pk, other_id=acme.pk, subject="client")

    relay_outbox()
    page = client_of(owner_of(acme)).get(f"/{language}/desk/").content.decode()

    assert words in page
