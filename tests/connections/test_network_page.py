"""The network page and the acts that start from it or from a company page, in both languages."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from connections.models import Block, Connection, Follow
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.connections import BlockFactory, ConnectionFactory, FollowFactory, IntroductionFactory

TABS = ["followers", "following", "connections", "requests", "requests&box=sent", "requests&box=proposals"]


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_tab_says_what_is_missing_and_the_next_step(client_of, alice, tab, language):
    page = client_of(alice).get(f"/{language}/network/?tab={tab}").content.decode()

    assert 'class="empty empty--small"' in page
    assert {"fr": "Parties du réseau</a>", "en": "Parts of the network</a>"}[language] not in page
    assert 'class="rows"' not in page


def fill(company, number: int) -> None:
    """Something on every tab."""
    FollowFactory.create_batch(number, follower=company)
    FollowFactory.create_batch(number, followed=company)
    IntroductionFactory.create_batch(number, asking=company)
    IntroductionFactory.create_batch(number, asked=company)
    ConnectionFactory.create_batch(number, low=company, confirmed=True)
    for other in CompanyFactory.create_batch(number):
        ConnectionFactory(low=company, high=other, proposer=other)


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_costs_the_same_at_tenfold_data(client_of, alice, bob, tab):
    fill(alice.company, 2)
    fill(bob.company, 20)
    costs = []

    for member in (alice, bob):
        client = client_of(member)
        client.get(f"/en/network/?tab={tab}")
        with CaptureQueriesContext(connection) as captured:
            page = client.get(f"/en/network/?tab={tab}").content.decode()
        costs.append(len(captured))
        assert 'class="rows"' in page

    assert costs[0] == costs[1]
    assert costs[0] <= 12


def test_the_second_page_goes_on_where_the_first_ended(client_of, alice):
    FollowFactory.create_batch(30, followed=alice.company)

    page = client_of(alice).get("/en/network/?tab=followers&page=2").content.decode()

    assert page.count('class="rows__row"') == 5


def test_a_follower_is_followed_back_from_its_row(client_of, alice, borg):
    FollowFactory(follower=borg, followed=alice.company)
    client = client_of(alice)
    assert "Follow back" in client.get("/en/network/").content.decode()

    answer = client.post("/en/network/follow/borg/", {"next": "/en/network/?tab=followers"})

    assert answer.url == "/en/network/?tab=followers"
    assert Follow.objects.filter(follower=alice.company, followed=borg).exists()
    assert "You follow it too" in client.get("/en/network/").content.decode()


def test_a_foreign_address_to_return_to_is_ignored(client_of, alice, borg):
    answer = client_of(alice).post("/en/network/follow/borg/", {"next": "https://evil.example/"})

    assert answer.url == "/en/companies/borg/"


def test_following_and_unfollowing_from_the_company_page(client_of, alice, borg):
    client = client_of(alice)
    client.post("/en/network/follow/borg/")
    assert "Unfollow" in client.get("/en/companies/borg/").content.decode()

    client.post("/en/network/unfollow/borg/")

    assert not Follow.objects.exists()


def test_the_switches_are_kept(client_of, alice, borg):
    FollowFactory(follower=alice.company, followed=borg)

    client_of(alice).post("/en/network/follow/borg/switches/", {"in_alerts": "on"})

    follow = Follow.objects.get()
    assert (follow.in_feed, follow.in_alerts, follow.in_digest) == (False, True, False)


def test_a_connection_is_proposed_and_confirmed_in_the_browser(client_of, alice, bob, borg):
    hers, his = client_of(alice), client_of(bob)
    assert hers.get("/fr/network/connect/borg/").status_code == 200
    hers.post("/fr/network/connect/borg/", {"kind": "supplier"})
    connection_made = Connection.objects.get()
    assert "Client" in his.get("/fr/network/?tab=requests&box=proposals").content.decode()

    his.post(f"/fr/network/connections/{connection_made.pk}/confirm/")

    assert "Fournisseur" in hers.get("/fr/network/?tab=connections").content.decode()


def test_a_proposal_without_a_kind_says_so(client_of, alice, borg):
    answer = client_of(alice).post("/en/network/connect/borg/", {})

    assert answer.status_code == 400
    assert not Connection.objects.exists()


def test_a_second_proposal_is_refused_beside_the_form(client_of, alice, borg):
    client = client_of(alice)
    client.post("/en/network/connect/borg/", {"kind": "supplier"})

    answer = client.post("/en/network/connect/borg/", {"kind": "partner"})

    assert answer.status_code == 409
    assert Connection.objects.get().kind == "supplier"


@pytest.mark.parametrize("act", ["confirm", "decline", "end"])
def test_a_foreign_connection_is_not_there(client_of, carol, acme, borg, act):
    low, high = sorted([acme, borg], key=lambda company: company.pk)
    foreign = ConnectionFactory(low=low, high=high, proposer=low)

    assert client_of(carol).post(f"/en/network/connections/{foreign.pk}/{act}/").status_code == 404

    foreign.refresh_from_db()
    assert foreign.state == "proposed"


def test_declining_and_ending_in_the_browser(client_of, alice, bob, borg):
    hers, his = client_of(alice), client_of(bob)
    hers.post("/en/network/connect/borg/", {"kind": "supplier"})
    made = Connection.objects.get()
    his.post(f"/en/network/connections/{made.pk}/decline/")
    assert "Not confirmed" in hers.get("/en/network/?tab=requests&box=proposals").content.decode()

    Connection.objects.update(state="confirmed", answered_at=timezone.now())
    his.post(f"/en/network/connections/{made.pk}/end/")

    assert not Connection.objects.exists()


def test_blocking_says_first_what_it_ends(client_of, bob, acme):
    client = client_of(bob)
    assert "It is not told." in client.get("/en/network/block/acme/").content.decode()

    client.post("/en/network/block/acme/")
    assert Block.objects.filter(blocker=bob.company, blocked=acme).exists()
    assert "Unblock" in client.get("/en/companies/acme/").content.decode()

    client.post("/en/network/unblock/acme/")
    assert not Block.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "follow/borg/",
        "unfollow/borg/",
        "follow/borg/switches/",
        "connect/borg/",
        "block/borg/",
        "unblock/borg/",
        "introductions/ask/borg/",
    ],
)
def test_an_analyst_is_told_who_may(client_of, anton, borg, path):
    answer = client_of(anton).post(f"/en/network/{path}")

    assert answer.status_code == 403
    assert "Sales" in answer.content.decode()
    assert not Follow.objects.exists()
    assert not Block.objects.exists()


def test_a_visitor_is_sent_to_sign_in_from_the_company_page(borg):
    page = Client().get("/en/companies/borg/").content.decode()

    assert "Ask for an introduction" in page
    assert Client().get("/en/network/introductions/ask/borg/").status_code == 302


def test_the_company_page_says_why_an_imported_company_cannot_be_asked(client_of, alice):
    imported = CompanyFactory(slug="imported", claimed_at=None)

    page = client_of(alice).get(imported.get_absolute_url().replace("/fr/", "/en/")).content.decode()

    assert "Nobody from this company reads messages here yet." in page
    assert "Ask for an introduction" not in page
    assert 'action="/en/network/follow/imported/"' in page


def test_the_company_page_leads_to_what_waits(client_of, alice, bob, ask):
    introduction = ask()

    hers = client_of(alice).get("/en/companies/borg/").content.decode()
    his = client_of(bob).get("/en/companies/acme/").content.decode()

    assert "Request sent" in hers
    assert "Answer its request" in his
    assert f"/en/network/introductions/{introduction.pk}/" in his


def test_the_company_page_leads_to_the_conversation(client_of, alice, anton, conversation):
    for member in (alice, anton):
        page = client_of(member).get("/en/companies/borg/").content.decode()

        assert f"/en/messages/{conversation.pk}/" in page


def test_an_analyst_reads_on_the_company_page_who_connects(client_of, anton, borg):
    page = client_of(anton).get("/en/companies/borg/").content.decode()

    assert "Your role does not connect" in page


def test_the_desk_names_what_waits(to_do_of, bob, ask, carol, borg):
    ask()
    from connections import actions

    actions.propose_connection(acting=carol, company=borg, kind="partner")

    page = to_do_of(bob)

    assert "/network/?tab=requests" in page
    assert "box=proposals" in page


def test_a_blocked_company_stays_out_of_the_lists(client_of, bob, acme, ask):
    ask()
    BlockFactory(blocker=bob.company, blocked=acme)

    page = client_of(bob).get("/en/network/?tab=requests").content.decode()

    assert "Acme" not in page


def test_members_of_another_company_may_not_touch_each_other(client_of, carol, acme, borg):
    FollowFactory(follower=acme, followed=borg)

    assert client_of(carol).post("/en/network/follow/borg/switches/", {}).status_code == 404
    assert Follow.objects.get().in_feed is True


def test_a_person_without_a_company_is_sent_to_start(client_of, db):
    from tests.factories.accounts import UserFactory

    client = Client()
    client.force_login(UserFactory(), backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/en/network/").url.endswith("/companies/start/")


def test_an_editor_reads_the_network_without_buttons(client_of, acme, borg):
    editor = MemberFactory(company=acme, role="editor")
    FollowFactory(follower=acme, followed=borg)

    page = client_of(editor).get("/en/network/?tab=following").content.decode()

    assert "Borg" in page
    assert "Unfollow" not in page
