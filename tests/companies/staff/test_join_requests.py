"""Asking to join a staff: offered by the domain of a proven address, answered with a role or in silence."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from companies.exceptions import AlreadyMember, NotAllowedToChange, RoleTooSmall
from companies.models import Member
from companies.roles import Role
from companies.staffing.actions import joining
from companies.staffing.exceptions import AskedRecently, MayNotAsk, RequestNoLongerOpen, TooManyRequests
from companies.staffing.models import JoinRequest
from network.notifications.models import Notification
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, MemberFactory
from tests.factories.settings import put_in_force


@pytest.fixture
def alice(acme, owner_of):
    acme.website = "https://www.acme.example/shop"
    acme.save(update_fields=["website"])
    return owner_of(acme)


@pytest.fixture
def dan(db):
    return UserFactory(name="Dan Petit", email="dan@acme.example")


@pytest.fixture
def asked(alice, acme, dan):
    return joining.ask_to_join(user=dan, company=acme, message="I am new")


@pytest.fixture
def signed_in(client):
    def browser(user):
        client.force_login(user)
        return client

    return browser


def test_a_request_is_kept_written_in_the_journal_and_told(asked, acme, alice):
    assert (asked.email, asked.is_on_domain, asked.state) == ("dan@acme.example", True, "waiting")
    assert asked.expires_at - asked.asked_at == timedelta(days=14)
    news = Notification.objects.get()
    assert (news.user, news.url) == (alice.user, "/en/page/staff/#requests")
    assert acme.journal.get().act == "staff.join_asked"


def test_one_request_waits_for_a_person_and_company(asked, acme, dan):
    with pytest.raises(AskedRecently):
        joining.ask_to_join(user=dan, company=acme)
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.create(company=acme, user=dan, email=dan.email, expires_at=timezone.now())

    assert Notification.objects.count() == 1


def test_after_fourteen_days_one_may_ask_again(asked, acme, dan):
    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)):
        again = joining.ask_to_join(user=dan, company=acme)

    assert again.pk != asked.pk
    asked.refresh_from_db()
    assert asked.state == "withdrawn"


def test_an_accepted_person_has_the_chosen_role_and_learns_it(asked, acme, alice, dan):
    member = joining.accept_request(acting=alice, request=asked, role=Role.SALES)

    assert (member.user, member.role) == (dan, "sales")
    assert Notification.objects.filter(user=dan, kind="staff.join_accepted").count() == 1
    assert [entry.act for entry in acme.journal.all()][:2] == ["staff.join_accepted", "staff.added"]
    with pytest.raises(RequestNoLongerOpen):
        joining.accept_request(acting=alice, request=asked, role=Role.SALES)


def test_a_declined_person_hears_nothing_and_a_colleague_may_change_his_mind(asked, acme, alice, dan):
    joining.decline_request(acting=alice, request=asked, reason="Nobody knows him")

    assert not Notification.objects.filter(user=dan).exists()
    assert list(JoinRequest.objects.shown_to(dan)) == [asked]
    with pytest.raises(AskedRecently):
        joining.ask_to_join(user=dan, company=acme)
    with pytest.raises(RequestNoLongerOpen):
        joining.decline_request(acting=alice, request=asked)
    assert joining.accept_request(acting=alice, request=asked, role=Role.EDITOR).user == dan


def test_a_role_is_given_as_far_as_ones_own_goes(asked, acme):
    admin = MemberFactory(company=acme, role=Role.ADMIN)
    editor = MemberFactory(company=acme, role=Role.EDITOR)

    with pytest.raises(NotAllowedToChange):
        joining.accept_request(acting=admin, request=asked, role=Role.OWNER)
    with pytest.raises(RoleTooSmall):
        joining.accept_request(acting=editor, request=asked, role=Role.EDITOR)
    with pytest.raises(RoleTooSmall):
        joining.decline_request(acting=editor, request=asked)
    with pytest.raises(RoleTooSmall):
        joining.set_policy(acting=editor, who_may_ask="nobody", who_is_told="owners")

    asked.refresh_from_db()
    assert asked.state == "waiting"


def test_a_company_says_whom_it_lets_ask_and_who_is_told(alice, acme, dan):
    MemberFactory(company=acme, role=Role.ADMIN)
    joining.set_policy(acting=alice, who_may_ask="domain", who_is_told="owners")

    with pytest.raises(MayNotAsk, match=r"mailbox at acme\.example"):
        joining.ask_to_join(user=UserFactory(email="eve@gmail.com"), company=acme)
    joining.ask_to_join(user=dan, company=acme)
    assert [news.user for news in Notification.objects.all()] == [alice.user]
    joining.set_policy(acting=alice, who_may_ask="nobody", who_is_told="owners")
    with pytest.raises(MayNotAsk, match="invites its staff itself"):
        joining.ask_to_join(user=UserFactory(email="fay@acme.example"), company=acme)
    assert JoinRequest.objects.count() == 1


def test_colleagues_and_people_who_ask_everywhere_are_refused(alice, acme, dan):
    with pytest.raises(AlreadyMember):
        joining.ask_to_join(user=alice.user, company=acme)
    put_in_force(joining.MOST_A_DAY, 2)
    for _ in range(2):
        joining.ask_to_join(user=dan, company=CompanyFactory())
    with pytest.raises(TooManyRequests, match="at most 2 companies a day"):
        joining.ask_to_join(user=dan, company=acme)

    assert not JoinRequest.objects.filter(company=acme).exists()


def test_start_and_the_company_page_offer_it_to_who_reads_a_mailbox_on_the_domain(alice, acme, dan, signed_in):
    CompanyFactory(name="Acme of others", website="https://notacme.example")
    CompanyFactory(name="Mail host", website="https://gmail.com")
    join = f'href="/en/companies/{acme.slug}/join/"'

    browser = signed_in(dan)
    start = browser.get("/en/companies/start/").content.decode()
    assert start.count("/join/") == 1
    assert join in start
    assert join in browser.get(acme.get_absolute_url()).content.decode()

    stranger = signed_in(UserFactory(email="eve@gmail.com"))
    assert "/join/" not in stranger.get("/en/companies/start/").content.decode()
    assert join not in stranger.get(acme.get_absolute_url()).content.decode()


def test_the_person_sees_and_takes_back_his_request(alice, acme, dan, signed_in):
    browser = signed_in(dan)

    assert browser.post(f"/en/companies/{acme.slug}/join/", {"message": "I am new"}).url == "/en/companies/start/"
    again = browser.post(f"/en/companies/{acme.slug}/join/", {"message": "Once more"})
    assert again.status_code == 409
    assert "Once more" in again.content.decode()
    assert "The staff can answer until" in browser.get("/en/companies/start/").content.decode()
    found = JoinRequest.objects.get()
    browser.post(f"/en/companies/requests/{found.pk}/withdraw/")
    found.refresh_from_db()
    assert found.state == "withdrawn"


def test_the_staff_page_lists_answers_and_sets_the_rule(asked, acme, alice, client_of):
    browser = client_of(alice)
    page = browser.get("/en/page/staff/").content.decode()
    assert "I am new" in page
    assert "a mailbox on our domain" in page
    assert "person asks to join our staff" in browser.get("/en/desk/").content.decode()

    browser.post(f"/en/page/staff/requests/{asked.pk}/decline/", {"reason": "Nobody knows him"})
    assert "Nobody knows him" in browser.get("/en/page/staff/").content.decode()
    browser.post(f"/en/page/staff/requests/{asked.pk}/accept/", {"role": "analyst"})
    assert Member.objects.get(company=acme, user=asked.user).role == "analyst"
    browser.post("/en/page/staff/requests/rule/", {"who_may_ask": "domain", "who_is_told": "managers"})
    assert "Only who reads a mailbox on our domain" in browser.get("/en/page/staff/").content.decode()


def test_the_list_of_requests_asks_the_same_number_of_questions_at_any_length(alice, acme, client_of):
    browser = client_of(alice)
    counts = []
    for number in (1, 6):
        for _ in range(number):
            joining.ask_to_join(user=UserFactory(), company=acme)
        browser.get("/en/page/staff/")
        with CaptureQueriesContext(connection) as queries:
            browser.get("/en/page/staff/")
        counts.append(len(queries))

    assert counts[0] == counts[1]
