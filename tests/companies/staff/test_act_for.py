"""Acting for one company at a time, and always seeing which."""

import pytest
from django.utils import translation

from companies.roles import Role
from network.notifications.actions import notify
from network.notifications.models import Mail, Notification
from tests.factories.companies import MemberFactory


@pytest.fixture
def alice(acme, owner_of):
    return owner_of(acme)


@pytest.fixture
def browser(alice, client_of):
    return client_of(alice)


def test_one_switches_to_another_of_ones_companies(browser, alice, borg):
    MemberFactory(company=borg, user=alice.user, role=Role.SALES)
    page = browser.get("/en/page/staff/").content.decode()
    assert 'acting__company">Acme' in page
    assert "Borg" in page

    answer = browser.post("/en/act-for/", {"company": borg.pk, "next": "/en/page/staff/"})

    assert answer.url == "/en/page/staff/"
    assert 'acting__company">Borg' in browser.get("/en/page/staff/").content.decode()


@pytest.mark.parametrize("company", ["0", "", "nothing"])
def test_a_company_one_does_not_belong_to_is_not_found(browser, acme, company):
    answer = browser.post("/en/act-for/", {"company": company})

    assert answer.status_code == 404
    assert browser.session["acting_for"] == acme.pk


def test_a_foreign_company_is_not_found(browser, acme, borg):
    assert browser.post("/en/act-for/", {"company": borg.pk}).status_code == 404
    assert browser.session["acting_for"] == acme.pk


def test_a_page_of_one_thing_of_the_former_company_is_left(browser, alice, acme, borg):
    MemberFactory(company=borg, user=alice.user, role=Role.OWNER)

    answer = browser.post("/en/act-for/", {"company": borg.pk, "next": f"/en/page/staff/members/{alice.pk}/"})

    assert answer.url == "/en/desk/"


def test_news_about_another_of_ones_companies_is_read_in_its_name(browser, alice, borg):
    member = MemberFactory(company=borg, user=alice.user, role=Role.SALES)
    with translation.override("en"):
        notify(
            [alice.user],
            "staff.left",
            arguments={"name": "Dan", "company": "Borg"},
            url="/en/page/staff/",
            company_id=member.company_id,
        )

    browser.get(Mail.objects.get().url)

    assert Mail.objects.get().url == f"/en/notifications/{Notification.objects.get().pk}/"
    assert browser.session["acting_for"] == borg.pk
