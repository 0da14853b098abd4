"""Operators: helping somebody back in who lost his second factor, and needing one themselves."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import override_settings
from wagtail.models import ModelLogEntry

from companies.models import JournalEntry
from network.accounts.actions import NotForOneself, remove_second_factor
from network.accounts.second_factor import has_second_factor
from network.home.operators import ensure_groups
from tests.factories.accounts import UserFactory
from tests.factories.companies import MemberFactory
from tests.network.accounts.factors import app_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def operator():
    ensure_groups()
    user = UserFactory(is_staff=True)
    user.groups.add(Group.objects.get(name="Support"))
    return user


@pytest.fixture
def office(client, operator):
    client.force_login(operator, backend=BACKEND)
    return client


@pytest.fixture
def dan():
    member = MemberFactory(user__name="Dan", user__email="dan@borg.example")
    app_of(member.user)
    return member


def test_a_lost_second_factor_is_removed_with_a_reason_journal_and_notice(
    office, operator, dan, django_capture_on_commit_callbacks
):
    found = office.get("/back-office/people/?q=dan%40borg").content.decode()
    address = f"/back-office/people/{dan.user_id}/"
    assert address in found
    assert address in office.get("/back-office/people/").content.decode()
    assert office.get("/back-office/people/?q=nobody-at-all").status_code == 200
    assert office.get(address).status_code == 200
    office.post(address, {"reason": ""})
    assert has_second_factor(dan.user)

    with django_capture_on_commit_callbacks(execute=True):
        office.post(address, {"reason": "Telephone stolen, called back at the office."})

    assert not has_second_factor(dan.user)
    assert JournalEntry.objects.get(company=dan.company, act="staff.second_factor_removed").author_name == "Comptoir"
    assert ModelLogEntry.objects.get(action="accounts.second_factor_removed").user == operator
    assert mail.outbox[-1].to == ["dan@borg.example"]
    assert "Telephone stolen" in mail.outbox[-1].body
    assert "none" in office.get(address).content.decode()


def test_nobody_does_it_for_himself_nor_without_the_right(operator, dan):
    app_of(operator)

    for who, whose in ((operator, operator), (UserFactory(is_staff=True), dan.user)):
        with pytest.raises(NotForOneself):
            remove_second_factor(operator=who, user=whose, reason="Lost.")

    assert has_second_factor(operator)
    assert has_second_factor(dan.user)


def test_the_back_office_opens_with_a_second_factor_where_it_is_asked(office, operator):
    assert office.get("/back-office/").status_code == 200

    with override_settings(OPERATORS_NEED_SECOND_FACTOR=True):
        closed = office.get("/back-office/")
        app_of(operator)
        opened = office.get("/back-office/")

    assert closed.url.endswith("/account/second-factor/")
    assert opened.status_code == 200
